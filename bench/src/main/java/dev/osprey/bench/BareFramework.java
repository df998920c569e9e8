package dev.osprey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A framework without bundles, in a folder of its own that goes with it. */
public final class BareFramework implements AutoCloseable {

    private final Path folder;
    private final Framework framework;

    public BareFramework() {
        try {
            folder = Files.createTempDirectory("osprey-bench");
            framework = new FrameworkFactory()
                    .newFramework(Map.of(
                            Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString(), "felix.log.level", "1"));
            framework.start();
        } catch (IOException | BundleException e) {
            throw new IllegalStateException("The framework does not start; is the temporary folder writable?", e);
        }
    }

    public Path folder() {
        return folder;
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(10_000);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException | BundleException e) {
            throw new IllegalStateException("The framework in " + folder + " cannot be cleared away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
