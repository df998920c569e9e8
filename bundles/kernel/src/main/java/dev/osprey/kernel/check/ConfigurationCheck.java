package dev.osprey.kernel.check;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import dev.osprey.system.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds configuration that somebody edited and a newer version wanted to replace. */
@Component
public final class ConfigurationCheck implements Check {

    private static final String NAME = "kernel.configuration";

    private final Path etc;

    @Activate
    public ConfigurationCheck(@Reference Home home) {
        etc = home.root().resolve("etc");
    }

    @Override
    public List<Finding> look() {
        try (Stream<Path> files = Files.walk(etc)) {
            List<Finding> findings = files.filter(file -> file.toString().endsWith(".new"))
                    .sorted()
                    .map(ConfigurationCheck::finding)
                    .toList();
            return findings.isEmpty()
                    ? List.of(new Finding(NAME, Finding.Level.OK, "No configuration waits to be merged", null))
                    : findings;
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + etc + " cannot be read; check its owner", e);
        }
    }

    private static Finding finding(Path newer) {
        String edited = newer.toString().substring(0, newer.toString().length() - ".new".length());
        return new Finding(
                NAME,
                Finding.Level.WARN,
                edited + " was edited here, and this version brings a newer one beside it",
                "diff '" + edited + "' '" + newer + "'; take over what you need, then remove the .new file");
    }
}
