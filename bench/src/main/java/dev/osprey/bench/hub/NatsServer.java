package dev.osprey.bench.hub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A nats-server of the benchmark's own, if this host has one. */
final class NatsServer implements AutoCloseable {

    static final String NAMED = "OSPREY_BENCH_NATS";
    private static final Duration MOST = Duration.ofSeconds(10);

    private final Process process;
    private final int port;

    private NatsServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program that the environment names, or else the one in the PATH, if there is one. */
    static Optional<Path> program() throws IOException {
        String named = System.getenv().getOrDefault(NAMED, "");
        if (named.isEmpty()) {
            return find("nats-server");
        }
        if (!Files.isExecutable(Path.of(named))) {
            throw new IOException(NAMED + " is " + named + ", which is no program; give it the path of nats-server");
        }
        return Optional.of(Path.of(named));
    }

    private static Optional<Path> find(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it with its configuration in this folder. */
    static NatsServer start(Path program, Path folder) throws IOException {
        int port = freePort();
        Path configuration = Files.writeString(
                folder.resolve("nats.conf"),
                "host: 127.0.0.1\nport: " + freePort() + "\nwebsocket {\n  host: \"127.0.0.1\"\n  port: " + port
                        + "\n  no_tls: true\n}\n");
        Path log = folder.resolve("nats.log");
        NatsServer server = new NatsServer(
                new ProcessBuilder(command(program, configuration))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                port);
        Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroy, "osprey-bench-nats-end"));
        long end = System.nanoTime() + MOST.toNanos();
        while (!answers(port)) {
            if (System.nanoTime() > end || !server.process.isAlive()) {
                server.close();
                throw new IOException("nats-server did not open its WebSocket:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(20_000_000);
        }
        return server;
    }

    /**
     * In a session of its own, as Osprey's script starts Osprey: Linux shares the processors out among sessions first, so that a server
     * in the generator's session would be favoured or put at a disadvantage.
     */
    private static List<String> command(Path program, Path configuration) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-c", configuration.toString()));
        find("setsid").ifPresent(setsid -> command.add(0, setsid.toString()));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    Peer peer() {
        return new Peer("nats-server", port, process.pid(), false, new NatsWire());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
