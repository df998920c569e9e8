package dev.osprey.kernel.system;

import dev.osprey.kernel.store.PrivateFiles;
import dev.osprey.system.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The home on disk: property {@code osprey.home}, else {@code karaf.base}, else {@code ~/.osprey}; makes what is not there. */
@Component(immediate = true)
public final class FolderHome implements Home {

    private static final List<String> OPEN =
            List.of("etc", "deploy", "modules", "skills", "config", "workspace", "logs", "tmp", "data");
    private static final List<String> PRIVATE = List.of("secrets", "run");

    private final Path root;

    @Activate
    public FolderHome() {
        this(System::getProperty);
    }

    FolderHome(UnaryOperator<String> properties) {
        root = locate(properties).toAbsolutePath().normalize();
        Path folder = root;
        try {
            if (!Files.isDirectory(root)) {
                PrivateFiles.folder(root);
            }
            for (String name : OPEN) {
                folder = root.resolve(name);
                Files.createDirectories(folder);
            }
            for (String name : PRIVATE) {
                folder = root.resolve(name);
                PrivateFiles.folder(folder);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The folder " + folder + " of OSPREY_HOME " + root
                            + " cannot be made or is no folder; give a home that this user may write",
                    e);
        }
    }

    private static Path locate(UnaryOperator<String> properties) {
        for (String name : List.of("osprey.home", "karaf.base")) {
            String value = properties.apply(name);
            if (value != null && !value.isBlank()) {
                return Path.of(value);
            }
        }
        return Path.of(properties.apply("user.home"), ".osprey");
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public Path modules() {
        return root.resolve("modules");
    }

    @Override
    public Path deploy() {
        return root.resolve("deploy");
    }

    @Override
    public Path workspace() {
        return root.resolve("workspace");
    }

    @Override
    public Path logs() {
        return root.resolve("logs");
    }

    @Override
    public Path secrets() {
        return root.resolve("secrets");
    }

    @Override
    public Path run() {
        return root.resolve("run");
    }

    @Override
    public Path data() {
        return root.resolve("data");
    }
}
