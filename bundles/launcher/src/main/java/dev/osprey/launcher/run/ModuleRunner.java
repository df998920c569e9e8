package dev.osprey.launcher.run;

import dev.osprey.access.Role;
import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModuleDisabledException;
import dev.osprey.module.ModuleStartException;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Until;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.SpawnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one module. All that starts or ends it happens on its actor, one thing after another. */
final class ModuleRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleRunner.class);
    private static final Duration LEFTOVER_GRACE = Duration.ofSeconds(1);

    private final Workshop shop;
    private final Path folder;
    private final ModuleLog log;
    private final Actor actor;
    private final StatusBoard status;
    private volatile Manifest manifest;
    // Written on the actor only.
    private volatile Incarnation current;
    // A start does not wait for ready any longer once somebody wants the module to stop.
    private final AtomicInteger stopsWanted = new AtomicInteger();
    private volatile CompletableFuture<Void> hurry = new CompletableFuture<>();

    ModuleRunner(Workshop shop, Path folder, Manifest manifest, ModuleState state) {
        this.shop = shop;
        this.folder = folder;
        this.manifest = manifest;
        this.log = shop.log(manifest.name());
        this.actor = new Actor(manifest.name());
        this.status = new StatusBoard(state);
    }

    String name() {
        return manifest.name();
    }

    Path folder() {
        return folder;
    }

    ModuleStatus status() {
        return status.show(manifest, folder);
    }

    ModuleLog log() {
        return log;
    }

    void manifest(Manifest changed) {
        manifest = changed;
    }

    void state(ModuleState state) {
        status.state(state);
    }

    void note(String reason) {
        status.reason(reason);
    }

    /** An event whose source is this module. Any thread. */
    void onEvent(String subject, Map<?, ?> data) {
        Incarnation run = current;
        if (run != null) {
            run.onEvent(subject, data);
            if (run.ready.isDone()) {
                status.ready();
            }
        }
    }

    CompletableFuture<ModuleStatus> start() {
        return start(Until.READY);
    }

    CompletableFuture<ModuleStatus> start(Until until) {
        if (until == Until.SPAWNED && stopsWanted.get() == 0 && status.up()) {
            // its start may still wait for ready, which nobody asks for here
            return CompletableFuture.completedFuture(status());
        }
        CompletableFuture<ModuleStatus> spawned = new CompletableFuture<>();
        return asFar(until, spawned, actor.ask(() -> {
            startNow(spawned);
            return status();
        }));
    }

    CompletableFuture<ModuleStatus> stop(String reason) {
        return askInHurry(() -> {
            stopNow(reason);
            return status();
        });
    }

    CompletableFuture<ModuleStatus> restart(String reason, Until until) {
        CompletableFuture<ModuleStatus> spawned = new CompletableFuture<>();
        return asFar(until, spawned, askInHurry(() -> {
            refuseIfDisabled();
            stopNow(reason);
            startNow(spawned);
            return status();
        }));
    }

    private static CompletableFuture<ModuleStatus> asFar(
            Until until, CompletableFuture<ModuleStatus> spawned, CompletableFuture<ModuleStatus> started) {
        if (until == Until.READY) {
            return started;
        }
        started.whenComplete((status, failure) -> {
            if (failure == null) {
                spawned.complete(status);
            } else {
                spawned.completeExceptionally(Outcome.cause(failure));
            }
        });
        return spawned;
    }

    private CompletableFuture<ModuleStatus> askInHurry(Supplier<ModuleStatus> action) {
        AtomicBoolean wanted = new AtomicBoolean(true);
        Runnable noLonger = () -> {
            if (wanted.getAndSet(false)) {
                stopsWanted.decrementAndGet();
            }
        };
        stopsWanted.incrementAndGet();
        hurry.complete(null);
        CompletableFuture<ModuleStatus> done = actor.ask(() -> {
            noLonger.run();
            return action.get();
        });
        done.whenComplete((status, failure) -> noLonger.run());
        return done;
    }

    private void startNow(CompletableFuture<ModuleStatus> spawned) {
        if (current != null) {
            return;
        }
        refuseIfDisabled();
        shop.refuseWithoutEndpoints(name());
        hurry = new CompletableFuture<>();
        if (stopsWanted.get() > 0) {
            hurry.complete(null);
        }
        status.starting();
        shop.record("starting", name(), Map.of());
        shop.publish(Subjects.STARTING, Map.of("module_id", name()));
        Incarnation run = new Incarnation();
        ManagedProcess process = spawn(run);
        status.running(process);
        spawned.complete(status());
        Waiting.forAny(manifest.launch().timeout(), run.ready, run.exit, hurry);
        if (run.exit.isDone()) {
            ended(run, run.exit.join());
            throw new ModuleStartException(name() + " ended while it started, with exit code "
                    + run.exit.join().code() + "; module:logs " + name() + " shows what it wrote");
        }
        if (run.ready.isDone()) {
            status.ready();
        } else if (!hurry.isDone()) {
            String reason = "did not publish module.ready within "
                    + manifest.launch().timeout().toMillis() / 1000.0 + " s";
            LOG.warn("Module {} {}; it is left running", name(), reason);
            status.reason(reason);
        }
        shop.record("started", name(), Map.of("pid", process.pid()));
        shop.publish(Subjects.STARTED, Map.of("module_id", name()));
        closeStdin(process);
        LOG.info("Module {} started as process {}", name(), process.pid());
    }

    private void refuseIfDisabled() {
        if (status.state() == ModuleState.DISABLED) {
            throw new ModuleDisabledException(name() + " is disabled; set its state to enabled or manual first");
        }
    }

    private ManagedProcess spawn(Incarnation run) {
        boolean issued = false;
        try {
            CommandLine command = CommandLine.of(manifest, folder, shop.runtimes());
            ProcessSpec spec = new ProcessSpec(
                    name(),
                    name(),
                    command.argv(),
                    command.folder(),
                    shop.boot().environment(manifest));
            String token = shop.around().credentials().issue(name(), Role.MODULE);
            issued = true;
            current = run;
            ManagedProcess process = shop.around().processes().spawn(spec, log);
            run.attach(process);
            tell(process, token);
            run.exit.thenAccept(exit -> actor.tell(() -> ended(run, exit)));
            return process;
        } catch (SpawnException | ModuleActionException | IllegalArgumentException | IllegalStateException e) {
            current = null;
            if (issued) {
                shop.around().credentials().revoke(name());
            }
            shop.record("start_failed", name(), Map.of());
            status.failed(e.getMessage(), null);
            throw new ModuleStartException(name() + " could not be started: " + e.getMessage());
        }
    }

    private void tell(ManagedProcess process, String token) {
        if (!manifest.launch().bootStdin()) {
            closeStdin(process);
            return;
        }
        try {
            byte[] line = (shop.boot().line(manifest, token) + '\n').getBytes(StandardCharsets.UTF_8);
            process.stdin().write(line);
            process.stdin().flush();
        } catch (IOException e) {
            LOG.warn("Module {} does not read its boot line: {}", name(), e.getMessage());
        }
    }

    private static void closeStdin(ManagedProcess process) {
        try {
            process.stdin().close();
        } catch (IOException e) {
            LOG.debug("Standard input of process {} was closed already", process.pid(), e);
        }
    }

    private void stopNow(String reason) {
        Incarnation run = current;
        status.undesired();
        if (run == null) {
            return;
        }
        status.stopping();
        shop.record("stopping", name(), Map.of("reason", reason));
        Duration grace = shop.askToStop(name(), reason, run);
        run.process().kill(grace);
        Waiting.forAny(LEFTOVER_GRACE, run.exit);
        ProcessExit exit = run.exit.getNow(null);
        current = null;
        shop.cutOff(name());
        status.stopped(reason, exit == null ? null : exit.code());
        shop.record("stopped", name(), Map.of("reason", reason));
        shop.publishStopped(name(), exit);
        LOG.info("Module {} stopped: {}", name(), reason);
    }

    /** Its process has ended; if nobody asked for that, it failed. */
    private void ended(Incarnation run, ProcessExit exit) {
        if (current != run) {
            return;
        }
        current = null;
        shop.cutOff(name());
        String reason = exit.signal() == null
                ? "ended by itself with exit code " + exit.code()
                : "was ended by signal " + exit.signal();
        status.failed(reason, exit.code());
        shop.record("exited", name(), Map.of("exit_code", exit.code()));
        shop.publishStopped(name(), exit);
        LOG.warn("Module {} {}", name(), reason);
        run.process().kill(LEFTOVER_GRACE);
    }

    @Override
    public void close() {
        actor.close();
        log.close();
    }
}
