package dev.osprey.watchdog.jvm;

import dev.osprey.watchdog.check.Look;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** Whether threads wait for each other for ever. */
final class DeadlockSign implements VitalSign {

    private static final int MOST_NAMED = 10;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "jvm.deadlock";
    }

    @Override
    public Look look(long now) {
        long[] ids = threads.findDeadlockedThreads();
        if (ids == null) {
            return Look.GOOD;
        }
        String names = Arrays.stream(threads.getThreadInfo(ids))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadName)
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        return Look.bad(ids.length + " threads wait for each other: " + names, 1);
    }
}
