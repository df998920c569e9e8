package dev.osprey.process.tree;

import dev.osprey.process.Signal;
import dev.osprey.process.host.SystemCalls;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals to a tree. The leader's process group gets it in one system call, so that a tree that forks cannot outrun it; whoever has
 * left the group gets it by name. Thread-safe.
 */
public final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private final SystemCalls calls;

    public Signals(SystemCalls calls) {
        this.calls = calls;
    }

    /** @return how many of the members were reached */
    public int send(Signal signal, long leader, List<ProcessEntry> members) {
        boolean hasGroup = leader > 1 && members.stream().anyMatch(p -> inGroup(p, leader));
        boolean groupReached = hasGroup && kill(-leader, signal);
        int reached = 0;
        for (ProcessEntry member : members) {
            reached += groupReached && inGroup(member, leader) || send(signal, member) ? 1 : 0;
        }
        return reached;
    }

    private static boolean inGroup(ProcessEntry p, long leader) {
        return p.group() == leader && p.session() == leader;
    }

    /** To one process. */
    public boolean send(Signal signal, ProcessEntry one) {
        // The JDK compares start times before it signals, which shuts out recycled ids.
        return switch (signal) {
            case TERM -> ProcessHandle.of(one.pid()).map(ProcessHandle::destroy).orElse(false);
            case KILL ->
                ProcessHandle.of(one.pid()).map(ProcessHandle::destroyForcibly).orElse(false);
            default -> kill(one.pid(), signal);
        };
    }

    private boolean kill(long pid, Signal signal) {
        return calls.signals() ? calls.kill(pid, SignalNumber.of(signal)) : killByShell(pid, signal);
    }

    // Java has no call for a group or for most signals; the shell's built-in has.
    private static boolean killByShell(long pid, Signal signal) {
        try {
            Process kill = new ProcessBuilder(
                            "/bin/sh", "-c", "kill -s \"$1\" -- \"$2\"", "kill", signal.name(), "" + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.getOutputStream().close();
            return kill.waitFor(1, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("No shell for a signal to {}", pid, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
