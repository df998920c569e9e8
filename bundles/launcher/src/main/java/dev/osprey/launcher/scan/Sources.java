package dev.osprey.launcher.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All places that modules come from, the home's own folder first. A folder that two of them find counts for the first. For one thread. */
public final class Sources {

    private final List<Source> sources;
    private final Ownership ownership;

    private Sources(List<Source> sources, Ownership ownership) {
        this.sources = sources;
        this.ownership = ownership;
    }

    /**
     * What is looked through.
     *
     * @param modules the home's own folder
     * @param configured absolute paths of folders, or of files that list folders; see {@code docs/modules.md}
     * @param ownerCheck whether a module must belong to the user that Osprey runs as, or to root
     * @throws IllegalArgumentException if one of those configured is none
     */
    public static Sources of(Path modules, List<String> configured, boolean ownerCheck) {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source(modules, ModuleFolders.USUAL_DEPTH));
        configured.stream()
                .filter(text -> !text.isBlank())
                .map(Source::of)
                .filter(source -> !source.path().equals(modules))
                .forEach(sources::add);
        return new Sources(sources, ownerCheck ? new Ownership() : null);
    }

    /** What is looked into, in the order in which it counts. */
    public List<Path> roots() {
        return sources.stream().map(Source::path).toList();
    }

    /** By source, and of one source by path. */
    public List<Found> folders() {
        List<Found> found = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (Source source : sources) {
            Map<Path, Path> sorted = new TreeMap<>(source.find());
            sorted.forEach((folder, root) -> {
                if (seen.add(real(folder))) {
                    found.add(new Found(folder, root, ownership == null ? null : ownership.problem(folder, root)));
                }
            });
        }
        return found;
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException gone) {
            return folder;
        }
    }
}
