package dev.osprey.kernel.system;

import dev.osprey.system.Home;
import java.nio.file.Path;
import java.util.Map;

/** Real homes for tests of other packages. */
public final class Homes {

    private Homes() {}

    public static Home in(Path folder) {
        return new FolderHome(Map.of("osprey.home", folder.toString())::get);
    }
}
