package dev.osprey.launcher.run;

import dev.osprey.access.Principal;
import dev.osprey.registry.Entry;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Match;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import dev.osprey.registry.UnknownModuleException;
import dev.osprey.registry.UnknownPathException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Entries in memory. */
final class FakeRegistry implements Registry {

    final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

    @Override
    public Entry register(Principal principal, Registration registration) {
        Entry entry = new Entry(
                registration.moduleId(),
                registration.document(),
                principal.name(),
                Instant.now(),
                Instant.now(),
                ttl());
        entries.put(entry.moduleId(), entry);
        return entry;
    }

    @Override
    public Entry heartbeat(Principal principal, String moduleId) {
        return entry(moduleId).orElseThrow(() -> new UnknownModuleException(moduleId));
    }

    @Override
    public boolean deregister(Principal principal, String moduleId) {
        return entries.remove(moduleId) != null;
    }

    @Override
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public int size() {
        return entries().size();
    }

    @Override
    public Optional<Entry> entry(String moduleId) {
        return Optional.ofNullable(entries.get(moduleId));
    }

    @Override
    public List<Match> lookup(LookupFilter filter) {
        return List.of();
    }

    @Override
    public Object get(String path) {
        throw new UnknownPathException(path);
    }

    @Override
    public Duration ttl() {
        return Duration.ofSeconds(60);
    }
}
