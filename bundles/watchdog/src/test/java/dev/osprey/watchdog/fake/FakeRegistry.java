package dev.osprey.watchdog.fake;

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
public final class FakeRegistry implements Registry {

    public final Map<String, Entry> entries = new ConcurrentSkipListMap<>();

    public void put(String name, Map<String, Object> document, long beatSecond) {
        entries.put(name, new Entry(name, document, name, Instant.EPOCH, Instant.EPOCH.plusSeconds(beatSecond), ttl()));
    }

    @Override
    public Entry register(Principal principal, Registration registration) {
        throw new UnsupportedOperationException();
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
        return entries.size();
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
