package dev.osprey.kernel.registry;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.registry.ChangePage;
import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Revision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The registry's parts without a framework: publishing goes straight into the index. */
final class Desk {

    final AtomicLong time = new AtomicLong();
    final AtomicLong services = new AtomicLong();
    final EntryIndex index = new EntryIndex();
    final Wakes wakes = new Wakes();
    final ChangeLog log;
    final Leases leases = new Leases(time::get);
    final Registrations registrations;
    final IndexWriter writer;
    /** What each look at the clock of the watch adds to it. */
    final AtomicLong pace = new AtomicLong();

    final LoggedWatch watch;

    Desk(int changes, AccessControl access) {
        log = new ChangeLog(changes, 32 << 20);
        registrations =
                new Registrations(access, this::publish, index, leases, Clock.systemUTC(), () -> Limits.DEFAULT);
        EntryView view = new EntryView(registrations::lease, () -> Limits.DEFAULT);
        writer = new IndexWriter(index, log, view, wakes);
        AtomicLong nanos = new AtomicLong();
        watch = new LoggedWatch("e1", index, log, view, wakes, () -> nanos.addAndGet(pace.get()));
    }

    private Publication publish(Registration registration, Map<String, Object> properties, Instant at) {
        long service = services.incrementAndGet();
        put(service, registration.moduleId(), (String) properties.get(ServiceKeys.HOLDER), registration.document(), at);
        return new Publication() {
            @Override
            public long serviceId() {
                return service;
            }

            @Override
            public void withdraw() {
                writer.remove(service);
            }
        };
    }

    private void put(long service, String id, String holder, Map<String, Object> document, Instant since) {
        writer.put(new Holding(service, id, Holding.Kind.LEASED, holder, document, since));
    }

    /** An entry that a service with the number of its id's hash holds. */
    void put(String id, Map<String, Object> document) {
        put(id.hashCode(), id, id, document, Instant.EPOCH);
    }

    void remove(String id) {
        writer.remove(id.hashCode());
    }

    void register(Principal principal) {
        registrations.register(principal, new Registration(principal.name(), Map.of("by", principal.incarnation())));
    }

    static Principal module(String name, String incarnation) {
        return new Principal(name, Role.MODULE, incarnation);
    }

    /** Time in which the process runs. */
    void run(Duration duration) {
        for (long ticks = duration.dividedBy(LeaseClock.TICK); ticks > 0; ticks--) {
            time.addAndGet(LeaseClock.TICK.toNanos());
            leases.tick();
        }
    }

    /** Documents by id as an EntryFilter sees them now. */
    Map<String, Object> now(LookupFilter filter) {
        EntryFilter wanted = new EntryFilter(filter);
        Map<String, Object> state = new TreeMap<>();
        index.holders().forEach((id, holding) -> {
            if (wanted.matches(id, holding.document())) {
                state.put(id, holding.document());
            }
        });
        return state;
    }

    /** What a watch knows: applied page by page. */
    static final class Reader {

        final Map<String, Object> known = new TreeMap<>();
        int resets;
        Revision at;

        ChangePage read(LoggedWatch watch, LookupFilter filter, int most) {
            ChangePage page = watch.read(filter, at, most);
            if (page.reset()) {
                resets++;
                known.clear();
            }
            for (EntryChange change : page.changes()) {
                Entry entry = change.entry();
                if (change.kind() == EntryChange.Kind.PUT) {
                    known.put(entry.moduleId(), entry.document());
                } else {
                    known.remove(entry.moduleId());
                }
            }
            at = page.next();
            return page;
        }

        void readAll(LoggedWatch watch, LookupFilter filter, int most) {
            while (read(watch, filter, most).more()) {
                Thread.onSpinWait();
            }
        }
    }
}
