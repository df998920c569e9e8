package dev.osprey.shell.command;

import dev.osprey.registry.ChangePage;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Reads the registry's changes by position, so that nothing has to be kept for a slow reader. */
final class ChangeReader {

    private static final int PAGE = 500;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final RegistryWatch watch;
    private final LookupFilter filter;
    private final ChangeView view;
    private final Semaphore changed = new Semaphore(0);
    private Revision at;
    private int shown;

    ChangeReader(RegistryWatch watch, LookupFilter filter, ChangeView view) {
        this.watch = watch;
        this.filter = filter;
        this.view = view;
    }

    /**
     * Shows changes until the count is reached, the time is over, the reader has gone, or the thread is interrupted, which is how Ctrl-C
     * arrives.
     *
     * @param since null to begin with what lives now
     * @param count zero for no end
     * @param time zero for no end
     * @return where to go on; null if nothing was read
     */
    Revision follow(Revision since, int count, Duration time, BooleanSupplier abandoned) {
        at = since;
        long start = System.nanoTime();
        long limit = time.isZero() ? Long.MAX_VALUE : time.toNanos();
        RegistryWatch.Signal signal = watch.onChange(changed::release);
        try {
            boolean open = true;
            while (open && !abandoned.getAsBoolean()) {
                changed.drainPermits();
                boolean more = read(count);
                long left = limit - (System.nanoTime() - start);
                open = left > 0 && (count == 0 || shown < count);
                if (open && !more) {
                    await(Math.min(left, LOOK_NANOS));
                }
            }
        } catch (InterruptedException ctrlC) {
            return at;
        } finally {
            signal.close();
        }
        return at;
    }

    /** Waking up without a change is harmless: the next read finds nothing. */
    private void await(long nanos) throws InterruptedException {
        if (changed.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            changed.drainPermits();
        }
    }

    private boolean read(int count) {
        ChangePage page = watch.read(filter, at, PAGE);
        if (page.reset()) {
            view.reset(page.changes(), page.next());
            at = page.next();
            return page.more();
        }
        for (EntryChange change : page.changes()) {
            view.change(change);
            at = change.revision();
            shown++;
            if (count > 0 && shown == count) {
                return false;
            }
        }
        at = page.next();
        return page.more();
    }
}
