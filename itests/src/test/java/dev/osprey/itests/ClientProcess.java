package dev.osprey.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client of the event hub in another language: says "ready", starts when told to, and tells in the end what it heard. */
final class ClientProcess implements AutoCloseable {

    private final String name;
    private final Process process;
    private final Path errors;
    private final BufferedReader out;

    ClientProcess(String name, List<String> command) {
        this.name = name;
        try {
            errors = Files.createTempFile("client", ".err");
            process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Whether a command ends well, thus whether something is there. */
    static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void awaitReady() {
        String line = line();
        if (!"ready".equals(line)) {
            throw new AssertionError(name + " is not ready: " + line + "\n" + errors());
        }
    }

    void go() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": " + errors(), e);
        }
    }

    /** What it heard, and its acknowledgements. */
    JsonNode result() {
        String line = line();
        if (line == null) {
            throw new AssertionError(name + " ended: " + errors());
        }
        return Osprey.json(line);
    }

    private String line() {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return out.readLine();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
