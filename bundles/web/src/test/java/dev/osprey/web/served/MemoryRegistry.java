package dev.osprey.web.served;

import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import dev.osprey.registry.Entry;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Match;
import dev.osprey.registry.ModuleIdTakenException;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import dev.osprey.registry.UnknownModuleException;
import dev.osprey.registry.UnknownPathException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A registry that keeps entries in a map and remembers what it was asked. */
public final class MemoryRegistry implements Registry {

    public final Map<String, Entry> entries = new TreeMap<>();
    public final List<String> asked = new ArrayList<>();

    @Override
    public Entry register(Principal principal, Registration registration) {
        allow(principal, registration.moduleId());
        if (registration.moduleId().contains(" ")) {
            throw new IllegalArgumentException("The id has a blank");
        }
        Entry there = entries.get(registration.moduleId());
        if (there != null && !there.holder().equals(principal.name())) {
            throw new ModuleIdTakenException(registration.moduleId() + " is held by " + there.holder());
        }
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        Entry entry = new Entry(registration.moduleId(), registration.document(), principal.name(), now, now, ttl());
        entries.put(entry.moduleId(), entry);
        return entry;
    }

    private static void allow(Principal principal, String id) {
        if (principal.role() == Role.MODULE && !principal.name().equals(id)) {
            throw new AccessDeniedException(new Verdict(false, "A module acts for itself only", "use your own id"));
        }
    }

    @Override
    public Entry heartbeat(Principal principal, String id) {
        allow(principal, id);
        return entry(id).orElseThrow(() -> new UnknownModuleException("There is no " + id));
    }

    @Override
    public boolean deregister(Principal principal, String id) {
        allow(principal, id);
        return entries.remove(id) != null;
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
    public Optional<Entry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public List<Match> lookup(LookupFilter filter) {
        asked.add(filter.module() + "|" + filter.field() + "|" + filter.value());
        if (filter.value().length() > 512) {
            throw new IllegalArgumentException("The glob is too long");
        }
        List<Match> rows = new ArrayList<>();
        entries.values().forEach(e -> e.document().forEach((k, v) -> rows.add(new Match(e.moduleId(), k, v))));
        return rows;
    }

    @Override
    public Object get(String path) {
        asked.add(path);
        for (Entry entry : entries.values()) {
            if (path.equals(entry.moduleId())) {
                return entry.document();
            }
            String field = path.startsWith(entry.moduleId() + ".")
                    ? path.substring(entry.moduleId().length() + 1)
                    : "";
            if (entry.document().containsKey(field)) {
                return entry.document().get(field);
            }
        }
        throw new UnknownPathException("Nothing stands at " + path);
    }

    @Override
    public Duration ttl() {
        return Duration.ofSeconds(60);
    }
}
