package dev.osprey.itests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands as a person would, with an OSPREY_HOME of its own and free ports. */
final class Script {

    record Result(int code, String out) {}

    private static boolean unpacked;

    private final Path folder;
    private final Map<String, String> environment;

    Script(Path folder, Path home) {
        this.folder = folder;
        this.environment = Map.of(
                "OSPREY_HOME", home.toString(),
                "OSPREY_HTTP_PORT", "0",
                "OSPREY_HUB_PORT", "0",
                "OSPREY_SSH_PORT", "0",
                "OSPREY_HTTPS_PORT", "0",
                "OSPREY_HUBS_PORT", "0");
    }

    /** The distribution, unpacked afresh by each run of the tests: what an earlier run left is an earlier build. */
    static synchronized Path distribution() {
        Path target = Path.of(System.getProperty("osprey.build"), "dist");
        if (!unpacked) {
            try {
                Process tar = new ProcessBuilder(
                                "sh",
                                "-ec",
                                "rm -rf \"$2\"; mkdir -p \"$2\"; tar xzf \"$1\" -C \"$2\" --strip-components=1",
                                "sh",
                                System.getProperty("osprey.dist"),
                                target.toString())
                        .inheritIO()
                        .start();
                if (tar.waitFor() != 0) {
                    throw new IllegalStateException("tar failed");
                }
                unpacked = true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return target;
    }

    Result run(String... command) {
        return run(Map.of(), command);
    }

    Result run(Map<String, String> extra, String... command) {
        try {
            File out = File.createTempFile("osprey", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(out);
            builder.environment().putAll(environment);
            builder.environment().putAll(extra);
            Process process = builder.start();
            if (!process.waitFor(300, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(command) + " did not end: " + Files.readString(out.toPath()));
            }
            String text = Files.readString(out.toPath());
            Files.delete(out.toPath());
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Result osprey(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bin/osprey"));
        command.addAll(List.of(arguments));
        return run(command.toArray(new String[0]));
    }
}
