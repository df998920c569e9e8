package dev.osprey.process.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of the host that are tried at the start. */
final class Program {

    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int SECONDS = 5;

    private Program() {}

    /** @param program a path, or a name to be found in PATH */
    static Optional<Path> find(String program) {
        try {
            if (program.indexOf('/') >= 0) {
                return Optional.of(Path.of(program)).filter(Files::isExecutable);
            }
            String path = System.getenv().getOrDefault("PATH", USUAL_PATH);
            for (String folder : path.split(":")) {
                Path file = Path.of(folder.isEmpty() ? "." : folder, program);
                if (file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Runs one that ends soon. @return why it failed, or nothing */
    static Optional<String> run(List<String> argv) {
        Process process = null;
        try {
            process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                return Optional.of("it does not end within " + SECONDS + " s");
            }
            String output = new String(process.getInputStream().readNBytes(LONGEST_MESSAGE), StandardCharsets.UTF_8);
            int code = process.exitValue();
            return code == 0 ? Optional.empty() : Optional.of(output.isBlank() ? "exit code " + code : output.strip());
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
