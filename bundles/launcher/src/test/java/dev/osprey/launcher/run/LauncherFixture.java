package dev.osprey.launcher.run;

import dev.osprey.launcher.state.StopTimes;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStatus;
import dev.osprey.system.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A launcher over real folders and processes, its neighbours in memory, its times short. */
abstract class LauncherFixture {

    static final StopTimes TIMES = new StopTimes(
            true,
            Duration.ofMillis(400),
            Duration.ofMillis(1200),
            Duration.ofMillis(2400),
            Duration.ofMillis(501),
            Duration.ofMillis(502),
            Duration.ofMillis(503));

    /** Comes back at once, and is given up at its third end. */
    static final String KITE = "restart: kite";

    static final String NEVER = "restart: never";

    /** Reads the boot line, keeps it, says that it is ready, and waits. */
    static final String READY =
            """
            #!/bin/sh
            read -r boot
            printf '%s\\n' "$boot" > "$KITE_MODULE_DATA/boot.json"
            env > "$KITE_MODULE_DATA/env.txt"
            echo "hello from $$"
            echo 'EVENT module.ready {}'
            exec sleep 60
            """;

    @TempDir
    Path root;

    final FakeHub hub = new FakeHub();
    final FakeRegistry registry = new FakeRegistry();
    final FakeCredentials credentials = new FakeCredentials();
    final FakeDocuments documents = new FakeDocuments();
    final Endpoints endpoints = new Endpoints();
    final PlainProcesses processes = new PlainProcesses(hub);
    FakeHome home;
    Launcher launcher;

    @BeforeEach
    void openLauncher() {
        home = new FakeHome(root);
        endpoints.add(new Endpoint("http", "http://127.0.0.1:8181"));
        endpoints.add(new Endpoint("hub", "ws://127.0.0.1:8182/ws"));
        launcher = newLauncher();
    }

    Launcher newLauncher() {
        return new Launcher(
                new Surroundings(home, hub, registry, credentials, processes, endpoints), documents, settings());
    }

    LauncherSettings settings() {
        return new LauncherSettings(
                Duration.ofMillis(60),
                Duration.ofMillis(60),
                new Runtimes("python3", "node", "java"),
                TIMES,
                Duration.ofSeconds(20),
                List.of(),
                true);
    }

    @AfterEach
    void closeLauncher() {
        launcher.close();
        processes.endAll();
        hub.close();
    }

    /** Puts a whole module into place at once. */
    Path drop(String folder, String manifest, String script) throws IOException {
        Path built = Files.createDirectories(root.resolve("build").resolve(folder));
        Files.writeString(built.resolve("module.md"), "---\n" + manifest + "\n---\nprose\n");
        if (script != null) {
            Path program = Files.writeString(built.resolve("run.sh"), script);
            program.toFile().setExecutable(true);
        }
        Path place = home.modules().resolve(folder);
        Files.createDirectories(place.getParent());
        return Files.move(built, place, StandardCopyOption.ATOMIC_MOVE);
    }

    Path dropSh(String name, String extra, String script) throws IOException {
        return drop(name, "name: " + name + "\nruntime: binary\nentry: run.sh\n" + extra, script);
    }

    ModuleStatus status(String name) {
        return launcher.find(name).orElseThrow(() -> new AssertionError(name + " is not listed: " + launcher.list()));
    }

    void awaitPhase(String name, ModulePhase phase) {
        await(
                name + " " + phase + ", is " + launcher.find(name),
                () -> launcher.find(name).filter(s -> s.phase() == phase).isPresent());
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not in time: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    void open() {
        launcher.open(() -> {});
    }

    /** A file of a module's private folder. */
    String data(String module, String file) throws IOException {
        Path instance = home.workspace().resolve(root.getFileName());
        return Files.readString(instance.resolve(module).resolve(file));
    }
}
