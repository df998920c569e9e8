package dev.osprey.watchdog.evidence;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** The stacks of this JVM's threads as text. */
public final class JvmThreads {

    private static final int MOST_FRAMES = 40;
    private static final int MOST = 256 * 1024;

    private JvmThreads() {}

    public static String dump() {
        StringBuilder text = new StringBuilder();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, MOST_FRAMES)) {
            if (text.length() > MOST) {
                return text.append("…\n").toString();
            }
            append(text, thread);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, ThreadInfo thread) {
        text.append('"').append(thread.getThreadName()).append("\" ").append(thread.getThreadState());
        LockInfo lock = thread.getLockInfo();
        if (lock != null) {
            text.append(" on ").append(lock);
            if (thread.getLockOwnerName() != null) {
                text.append(" held by \"").append(thread.getLockOwnerName()).append('"');
            }
        }
        text.append('\n');
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("    ").append(frame).append('\n');
        }
    }
}
