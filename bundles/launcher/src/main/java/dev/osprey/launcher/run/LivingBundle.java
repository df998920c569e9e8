package dev.osprey.launcher.run;

import dev.osprey.launcher.bundle.BundleFailedException;
import dev.osprey.launcher.bundle.Look;
import dev.osprey.process.KillReport;
import dev.osprey.process.ProcessExit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that is a started bundle. */
final class LivingBundle implements Living {

    private static final Logger LOG = LoggerFactory.getLogger(LivingBundle.class);
    private static final ProcessExit STOPPED = new ProcessExit(0, null);
    private static final ProcessExit FAILED = new ProcessExit(1, null);

    private final BundleRun body;
    private final long incarnation;
    private final Instant startedAt = Instant.now();
    private final CompletableFuture<Departure> exit = new CompletableFuture<>();
    private volatile boolean lasting;

    LivingBundle(BundleRun body, long incarnation) {
        this.body = body;
        this.incarnation = incarnation;
    }

    long incarnation() {
        return incarnation;
    }

    /** It was stopped, by whomever. */
    void stopped() {
        exit.complete(new Departure(STOPPED, null));
    }

    void failed(String problem) {
        exit.complete(new Departure(FAILED, problem));
    }

    /** It is to stay stopped at the next start of the framework too. */
    void forGood() {
        lasting = true;
    }

    @Override
    public long pid() {
        return 0;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public CompletionStage<Departure> exit() {
        return exit.minimalCompletionStage();
    }

    @Override
    public KillReport kill(Duration grace) {
        try {
            if (body.bundle().look().standing() != Look.Standing.STOPPED) {
                body.bundle().stop(lasting);
            }
        } catch (BundleFailedException e) {
            LOG.warn("Module {}: {}", body.manifest().name(), e.getMessage());
        }
        stopped();
        return new KillReport(1, 0, 0);
    }

    @Override
    public void closeInput() {
        // it has none
    }

    @Override
    public List<Long> members() {
        return List.of();
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }
}
