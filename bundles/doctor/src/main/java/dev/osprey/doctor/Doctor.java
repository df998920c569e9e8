package dev.osprey.doctor;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import dev.osprey.system.Finding.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs checks side by side, each on a thread of its own and for a limited time. This class is threadsafe. */
final class Doctor {

    private static final int MOST_FINDINGS = 200;

    private final Duration limit;
    /** Checks that hung when they were asked last: they are not asked again until they have ended. */
    private final Map<Check, FutureTask<List<Finding>>> hanging = new ConcurrentHashMap<>();

    Doctor(Duration limit) {
        this.limit = limit;
    }

    /** What was found, in the order of the checks. */
    List<Finding> examine(List<NamedCheck> checks) {
        hanging.values().removeIf(FutureTask::isDone);
        List<FutureTask<List<Finding>>> tasks = checks.stream().map(this::begin).toList();
        long until = System.nanoTime() + limit.toNanos();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            findings.addAll(result(checks.get(i), tasks.get(i), until));
        }
        return findings;
    }

    private FutureTask<List<Finding>> begin(NamedCheck check) {
        FutureTask<List<Finding>> before = hanging.get(check.check());
        if (before != null) {
            return before;
        }
        FutureTask<List<Finding>> task = new FutureTask<>(check.check()::look);
        Thread thread = new Thread(task, "osprey-doctor-" + check.name());
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private List<Finding> result(NamedCheck check, FutureTask<List<Finding>> task, long until) {
        try {
            List<Finding> findings = task.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            boolean odd = findings == null
                    || findings.size() > MOST_FINDINGS
                    || findings.stream().anyMatch(finding -> finding == null || finding.level() == null);
            return odd
                    ? fail(check, "The check answered nothing that can be shown", "Tell whoever brings this check.")
                    : findings;
        } catch (TimeoutException slow) {
            hanging.put(check.check(), task);
            return fail(
                    check,
                    "The check did not end within " + limit.toSeconds() + " s",
                    "What it looks at hangs: a device, a mount, a disk. Look there first.");
        } catch (ExecutionException failed) {
            return fail(
                    check,
                    "The check failed: "
                            + Objects.toString(
                                    failed.getCause().getMessage(),
                                    failed.getCause().toString()),
                    "Mend what it says, or tell whoever brings this check.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return fail(check, "The check was interrupted", "Ask again.");
        }
    }

    private static List<Finding> fail(NamedCheck check, String found, String remedy) {
        return List.of(new Finding(check.name(), Level.FAIL, found, remedy));
    }

    /** Whether nothing failed. */
    static boolean ok(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.level() == Level.FAIL);
    }
}
