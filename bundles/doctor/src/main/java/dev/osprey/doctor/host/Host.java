package dev.osprey.doctor.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the checks look: a root in place of {@code /}, so that a test can show them another machine. */
public final class Host {

    private static final int LONGEST = 1 << 20;

    private final Path root;
    private final Path home;
    private final UnaryOperator<String> properties;
    private final UnaryOperator<String> environment;

    Host(Path root, Path home, UnaryOperator<String> properties, UnaryOperator<String> environment) {
        this.root = root;
        this.home = home;
        this.properties = properties;
        this.environment = environment;
    }

    /** This machine. */
    public static Host real(Path home) {
        return new Host(Path.of("/"), home, System::getProperty, System::getenv);
    }

    Path home() {
        return home;
    }

    String property(String name) {
        return Optional.ofNullable(properties.apply(name)).orElse("");
    }

    String variable(String name) {
        return Optional.ofNullable(environment.apply(name)).orElse("");
    }

    boolean linux() {
        return property("os.name").equals("Linux");
    }

    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    boolean exists(String absolute) {
        return Files.exists(path(absolute));
    }

    /** A small file's text, stripped; empty if it cannot be read. */
    Optional<String> text(String absolute) {
        try (InputStream in = Files.newInputStream(path(absolute))) {
            return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The first number in the line that begins like this, or empty. */
    Optional<Long> number(String absolute, String line) {
        return text(absolute).stream()
                .flatMap(String::lines)
                .filter(text -> text.startsWith(line))
                .map(text -> text.substring(line.length()).replaceAll("^\\D*(\\d{1,18}).*|.*", "$1"))
                .filter(digits -> !digits.isEmpty())
                .map(Long::parseLong)
                .findFirst();
    }

    /** What is in a folder and fits a glob, sorted. */
    List<Path> list(String folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(path(folder), glob)) {
            paths.forEach(found::add);
        } catch (IOException none) {
            return List.of();
        }
        Collections.sort(found);
        return found;
    }

    /** A program on the path. */
    Optional<Path> program(String name) {
        for (String folder : variable("PATH").split(":")) {
            if (folder.startsWith("/") && Files.isExecutable(path(folder).resolve(name))) {
                return Optional.of(path(folder).resolve(name));
            }
        }
        return Optional.empty();
    }

    /** The same path as people of that machine write it. */
    String shown(Path path) {
        return path.startsWith(root) ? "/" + root.relativize(path) : path.toString();
    }
}
