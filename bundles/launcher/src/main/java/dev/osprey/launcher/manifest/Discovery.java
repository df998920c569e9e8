package dev.osprey.launcher.manifest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a Kite tree looks for modules: {@code discovery} of its own launcher's {@code module.md}.
 *
 * @param name of the source
 * @param list whether the path is a file that lists folders, else a folder to search
 * @param path relative to the tree's root, or absolute
 * @param depth how deep to search
 */
public record Discovery(String name, boolean list, Path path, int depth) {

    private static final int USUAL_DEPTH = 3;
    private static final int MOST_DEPTH = 8;

    /**
     * Those that are enabled; none if the file says nothing about it.
     *
     * @throws ManifestException if it cannot be used
     */
    public static List<Discovery> read(Path manifest) {
        Fields sources = new Fields(FrontMatter.read(manifest)).map("discovery");
        List<Discovery> found = new ArrayList<>();
        for (Object key : sources.keys()) {
            String name = String.valueOf(key);
            if (sources.isText(name)) {
                found.add(new Discovery(name, false, path(sources, name), USUAL_DEPTH));
                continue;
            }
            Fields source = sources.map(name);
            boolean list = source.word("type", "scan-dir", List.of("scan-dir", "module-list"))
                    .equals("module-list");
            if (!source.flag("enabled", true)) {
                continue;
            }
            if (!source.has("path")) {
                throw source.wrong("path", "discovery." + name + " has no path; give one");
            }
            found.add(new Discovery(
                    name, list, path(source, "path"), source.whole("max_depth", USUAL_DEPTH, 1, MOST_DEPTH)));
        }
        return found;
    }

    private static Path path(Fields fields, String key) {
        try {
            return Path.of(fields.text(key, ""));
        } catch (InvalidPathException e) {
            throw fields.notGood(key, "that is no path, give one such as extensions");
        }
    }
}
