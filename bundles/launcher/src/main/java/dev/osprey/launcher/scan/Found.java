package dev.osprey.launcher.scan;

import java.nio.file.Path;

/**
 * A folder with a {@code module.md}.
 *
 * @param folder its path
 * @param root of the source that it came from, or of the Kite tree that it is a part of: its {@code KITE_PROJECT}
 * @param problem why it must not be used, although it is there, or null
 */
public record Found(Path folder, Path root, String problem) {}
