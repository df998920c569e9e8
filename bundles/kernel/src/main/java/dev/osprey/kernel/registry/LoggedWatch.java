package dev.osprey.kernel.registry;

import dev.osprey.registry.ChangePage;
import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Reads on from the change log while it reaches back far enough, and from the index where it does not. This class is threadsafe. */
final class LoggedWatch implements RegistryWatch {

    private static final int PAGE = 10_000;

    /** A read of changes ends after this time: one thread reads for many, and none of them may make the others wait. */
    private static final long NANOS = 5_000_000;

    private final String epoch;
    private final EntryIndex index;
    private final ChangeLog log;
    private final EntryView view;
    private final Wakes wakes;
    private final LongSupplier nanos;

    LoggedWatch(String epoch, EntryIndex index, ChangeLog log, EntryView view, Wakes wakes) {
        this(epoch, index, log, view, wakes, System::nanoTime);
    }

    LoggedWatch(String epoch, EntryIndex index, ChangeLog log, EntryView view, Wakes wakes, LongSupplier nanos) {
        this.epoch = epoch;
        this.index = index;
        this.log = log;
        this.view = view;
        this.wakes = wakes;
        this.nanos = nanos;
    }

    @Override
    public Revision revision() {
        return new Revision(epoch, log.last());
    }

    @Override
    public Signal onChange(Runnable wake) {
        return wakes.add(wake);
    }

    @Override
    public ChangePage read(LookupFilter filter, Revision after, int most) {
        EntryFilter wanted = new EntryFilter(filter);
        List<ChangeLog.Change> next = after == null || !after.epoch().equals(epoch)
                ? null
                : log.after(after.number(), Math.max(1, Math.min(PAGE, most)));
        return next == null ? reset(wanted) : page(wanted, after, next);
    }

    /** Examines no more changes than may be handed over, and not for long, so that a read is short also where nothing matches. */
    private ChangePage page(EntryFilter wanted, Revision after, List<ChangeLog.Change> next) {
        List<EntryChange> changes = new ArrayList<>();
        Revision at = after;
        long until = nanos.getAsLong() + NANOS;
        for (ChangeLog.Change change : next) {
            if (at != after && nanos.getAsLong() - until > 0) {
                break;
            }
            at = new Revision(epoch, change.number());
            if (change.after() != null && wanted.matches(change.after())) {
                changes.add(new EntryChange(at, EntryChange.Kind.PUT, change.after()));
            } else if (change.before() != null && wanted.matches(change.before())) {
                changes.add(new EntryChange(at, EntryChange.Kind.DELETE, change.before()));
            }
        }
        return new ChangePage(false, changes, at, at.number() < log.last());
    }

    /** The revision first and the entries then: what changes in between comes again, which a reader takes without harm. */
    private ChangePage reset(EntryFilter wanted) {
        Revision now = revision();
        List<EntryChange> changes = entries(wanted, "", Integer.MAX_VALUE).stream()
                .map(entry -> new EntryChange(now, EntryChange.Kind.PUT, entry))
                .toList();
        return new ChangePage(true, changes, now, now.number() < log.last());
    }

    @Override
    public List<Entry> entries(LookupFilter filter, String after, int most) {
        return entries(new EntryFilter(filter), after, Math.max(1, Math.min(PAGE, most)));
    }

    private List<Entry> entries(EntryFilter wanted, String after, int most) {
        String prefix = wanted.prefix();
        boolean behind = after.compareTo(prefix) >= 0;
        List<Entry> found = new ArrayList<>();
        for (Holding holding :
                index.holders().tailMap(behind ? after : prefix, !behind).values()) {
            if (found.size() >= most || !holding.moduleId().startsWith(prefix)) {
                break;
            }
            if (wanted.matches(holding.moduleId(), holding.document())) {
                found.add(view.of(holding));
            }
        }
        return found;
    }
}
