package dev.osprey.launcher.run;

import dev.osprey.process.Applied;
import dev.osprey.process.ExitReason;
import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that is a process tree. */
final class LivingProcess implements Living {

    private static final Logger LOG = LoggerFactory.getLogger(LivingProcess.class);
    private static final ProcessExit UNSEEN = new ProcessExit(-1, null, ExitReason.LOST);

    private final ManagedProcess process;

    LivingProcess(ManagedProcess process) {
        this.process = process;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Instant startedAt() {
        return process.startedAt();
    }

    @Override
    public CompletionStage<Departure> exit() {
        return process.exit().handle((exit, failure) -> new Departure(exit == null ? UNSEEN : exit, null));
    }

    @Override
    public KillReport kill(Duration grace) {
        return process.kill(grace);
    }

    void write(byte[] bytes) throws IOException {
        process.stdin().write(bytes);
        process.stdin().flush();
    }

    @Override
    public void closeInput() {
        try {
            process.stdin().close();
        } catch (IOException e) {
            LOG.debug("Standard input of process {} was closed already", process.pid(), e);
        }
    }

    @Override
    public List<Long> members() {
        return process.members();
    }

    @Override
    public List<String> warnings() {
        return process.applied().stream()
                .filter(one -> one.by().equals("none"))
                .map(LivingProcess::warning)
                .toList();
    }

    private static String warning(Applied one) {
        return one.resource() + " is not enforced on this host" + (one.note() == null ? "" : ": " + one.note());
    }
}
