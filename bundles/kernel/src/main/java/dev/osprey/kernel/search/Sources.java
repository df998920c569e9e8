package dev.osprey.kernel.search;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/** The sources that there are, oldest first. Thread-safe. */
final class Sources {

    /**
     * What somebody sees.
     *
     * @param sources may be looked through
     * @param hidden kinds that may not
     */
    record View(List<Source> sources, SortedSet<String> hidden) {}

    private final AccessControl access;
    private final Map<Long, Source> byService = new ConcurrentSkipListMap<>();

    Sources(AccessControl access) {
        this.access = access;
    }

    void add(long serviceId, Source source) {
        byService.put(serviceId, source);
    }

    void remove(long serviceId) {
        byService.remove(serviceId);
    }

    int size() {
        return byService.size();
    }

    /** All kinds, also those that nobody may see. */
    SortedSet<String> kinds() {
        SortedSet<String> kinds = new TreeSet<>();
        for (Source source : byService.values()) {
            String kind = source.kind();
            if (kind != null) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    View visible(Principal principal, Predicate<String> wanted) {
        List<Source> sources = new ArrayList<>();
        SortedSet<String> hidden = new TreeSet<>();
        for (Source source : byService.values()) {
            String kind = source.kind();
            Permission permission = kind == null || !wanted.test(kind) ? null : source.permission();
            if (permission == null) {
                continue;
            }
            if (access.verdict(principal, permission, "*").allowed()) {
                sources.add(source);
            } else {
                hidden.add(kind);
            }
        }
        return new View(sources, hidden);
    }
}
