package dev.osprey.module;

import java.util.List;

/**
 * How the modules' folder differs from what the {@link Modules#rescan} before this one found; for the first, from what was there at the
 * start.
 *
 * @param added names of new modules, sorted
 * @param removed names of those that are gone, sorted
 */
public record Rescan(List<String> added, List<String> removed) {
    public Rescan {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }
}
