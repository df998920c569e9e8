package dev.osprey.module;

import java.util.List;

/**
 * What a look into the modules' folder changed.
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
