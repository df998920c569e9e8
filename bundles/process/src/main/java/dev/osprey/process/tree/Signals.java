package dev.osprey.process.tree;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals to a tree. The leader's process group gets it in one system call, so that a tree that forks cannot outrun it; whoever has
 * left the group gets it by name. The JDK compares start times before it signals, which shuts out recycled ids.
 */
enum Signals {
    TERMINATE("TERM") {
        @Override
        void sendTo(ProcessHandle process) {
            process.destroy();
        }
    },
    KILL("KILL") {
        @Override
        void sendTo(ProcessHandle process) {
            process.destroyForcibly();
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private final String signal;

    Signals(String signal) {
        this.signal = signal;
    }

    abstract void sendTo(ProcessHandle process);

    void send(long leader, List<ProcessEntry> members) {
        boolean hasGroup = leader > 1 && members.stream().anyMatch(p -> inGroup(p, leader));
        boolean reached = hasGroup && sendToGroup(leader);
        for (ProcessEntry member : members) {
            if (!(reached && inGroup(member, leader))) {
                ProcessHandle.of(member.pid()).ifPresent(this::sendTo);
            }
        }
    }

    private static boolean inGroup(ProcessEntry p, long leader) {
        return p.group() == leader && p.session() == leader;
    }

    // Java has no call for a group; the shell's built-in has.
    private boolean sendToGroup(long group) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" -- \"-$2\"", "kill", signal, "" + group)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.getOutputStream().close();
            return kill.waitFor(1, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("No shell for a signal to group {}, each process gets its own", group, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
