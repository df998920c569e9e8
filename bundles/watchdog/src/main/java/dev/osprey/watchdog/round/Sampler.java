package dev.osprey.watchdog.round;

import dev.osprey.watchdog.check.Run;
import dev.osprey.watchdog.check.Samples;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes down what runs use, one batch at a time, on another thread: to ask the kernel takes time. */
final class Sampler {

    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

    record Due(Run run, Samples samples) {}

    private final Executor crew;
    private final LongSupplier nanoTime;
    private final AtomicBoolean busy = new AtomicBoolean();

    Sampler(Executor crew, LongSupplier nanoTime) {
        this.crew = crew;
        this.nanoTime = nanoTime;
    }

    boolean free() {
        return !busy.get();
    }

    void sample(List<Due> due) {
        if (due.isEmpty() || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            crew.execute(() -> {
                try {
                    due.forEach(this::sample);
                } finally {
                    busy.set(false);
                }
            });
        } catch (RejectedExecutionException busyOrClosed) {
            busy.set(false);
        }
    }

    private void sample(Due due) {
        try {
            due.samples().add(nanoTime.getAsLong(), due.run().process().usage());
        } catch (RuntimeException e) {
            LOG.debug("What {} uses is not known", due.run().name(), e);
        }
    }
}
