package dev.osprey.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Osprey of the benchmark's own, started with the script as a person would, in a home below the benchmark's folder and on free ports.
 * The script stops whatever is left there when the benchmark ends.
 */
public final class Instance implements AutoCloseable {

    private static final String SCRIPT = "osprey.bench.script";
    private static final String WORK = "osprey.bench.work";
    private static final int MOST_SECONDS = 200;

    private final Path home;
    private final Path log;
    private final String options;

    private Instance(Path home, String options) {
        this.home = home;
        this.options = options;
        this.log = home.resolveSibling(home.getFileName() + ".log");
    }

    /** In a home of this name; nothing is started yet. */
    public static Instance in(String name) {
        return in(name, "");
    }

    /** The same, with options for its JVM. */
    public static Instance in(String name, String options) {
        return new Instance(property(WORK).resolve(name), options);
    }

    private static Path property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("-D" + name + " is not set; run ./osprey bench, which sets it");
        }
        return Path.of(value);
    }

    /** Starts it and waits until it is ready. @return how long that took */
    public Duration start() throws IOException {
        long start = System.nanoTime();
        script("start");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        script("stop");
    }

    private void script(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(property(SCRIPT).toString(), command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("OSPREY_HOME", home.toString());
        for (String port : List.of("OSPREY_HTTP_PORT", "OSPREY_HUB_PORT", "OSPREY_SSH_PORT")) {
            builder.environment().put(port, "0");
        }
        if (!options.isEmpty()) {
            builder.environment().merge("OSPREY_JAVA_OPTS", options, (given, ours) -> given + " " + ours);
        }
        Process process = builder.start();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("osprey " + command + " did not end within " + MOST_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("Nobody waits for osprey " + command + " any more", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("osprey " + command + " failed:\n" + Files.readString(log));
        }
    }

    public long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("run/osprey.pid")).trim());
    }

    public String token() throws IOException {
        return Files.readString(home.resolve("secrets/admin.token")).trim();
    }

    /** The kernel's socket. */
    public Path socket() throws IOException {
        String endpoints = Files.readString(home.resolve("run/endpoints.json"));
        Matcher ipc = Pattern.compile("\"ipc\"\\s*:\\s*\"([^\"]+)\"").matcher(endpoints);
        if (!ipc.find()) {
            throw new IOException("There is no kernel socket in " + endpoints);
        }
        return Path.of(ipc.group(1));
    }

    /** The port of the event hub's WebSocket. */
    public int hubPort() throws IOException {
        String endpoints = Files.readString(home.resolve("run/endpoints.json"));
        Matcher hub = Pattern.compile("\"hub\"\\s*:\\s*\"ws://127\\.0\\.0\\.1:(\\d+)/ws\"")
                .matcher(endpoints);
        if (!hub.find()) {
            throw new IOException("There is no hub on 127.0.0.1 in " + endpoints);
        }
        return Integer.parseInt(hub.group(1));
    }
}
