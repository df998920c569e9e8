package dev.osprey.launcher.run;

import dev.osprey.access.Principal;
import dev.osprey.event.EventDraft;
import dev.osprey.module.ModuleActionException;
import dev.osprey.process.ProcessExit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every runner needs to start, announce and cut off its module. Thread-safe. */
final class Workshop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

    private final Surroundings around;
    private final LauncherSettings settings;
    private final BootInfo boot;
    private final Lifecycle lifecycle;
    private final Handshake handshake;

    Workshop(Surroundings around, LauncherSettings settings) {
        this.around = around;
        this.settings = settings;
        InstanceFolder instance =
                InstanceFolder.claim(around.home().workspace(), around.home().root());
        this.boot = new BootInfo(around, instance);
        this.lifecycle = new Lifecycle(instance.data(Subjects.LAUNCHER).resolve("lifecycle.jsonl"), Clock.systemUTC());
        this.handshake = new Handshake(this::publish, settings.handshake());
    }

    Surroundings around() {
        return around;
    }

    BootInfo boot() {
        return boot;
    }

    CommandLine.Runtimes runtimes() {
        return new CommandLine.Runtimes(settings.python(), settings.node());
    }

    ModuleLog log(String module) {
        return new ModuleLog(around.home().logs().resolve("modules").resolve(module + ".log"));
    }

    void refuseWithoutEndpoints(String module) {
        List<String> missing = around.endpoints().missing();
        if (!missing.isEmpty()) {
            throw new ModuleActionException(module + " cannot start before the doors " + missing
                    + " are open; wait a moment, or look into the log why they are not");
        }
    }

    void record(String step, String module, Map<String, ?> extras) {
        lifecycle.add(step, module, extras);
    }

    /** Nothing that has to be done for a module hangs on whether it can be told. */
    void publish(String subject, Map<String, ?> data) {
        try {
            around.hub().publish(EventDraft.of(subject, data).from(Subjects.LAUNCHER));
        } catch (IllegalStateException e) {
            LOG.warn("Event {} {} was not published: {}", subject, data, e.getMessage());
        }
    }

    void publishStopped(String module, ProcessExit exit) {
        Map<String, Object> data = new TreeMap<>(Map.of("module_id", module));
        if (exit != null) {
            data.put("exit_code", exit.code());
        }
        publish(Subjects.STOPPED, data);
    }

    /** How much grace the process still needs. Without a hub there is nobody to ask. */
    Duration askToStop(String module, String reason, Incarnation run) {
        return around.endpoints().hubUp()
                ? handshake.ask(module, reason, run)
                : settings.handshake().graceSilent();
    }

    /** Ends what an ended process could still speak with or be found by. */
    void cutOff(String module) {
        around.credentials().revoke(module);
        around.registry()
                .entry(module)
                .filter(entry -> entry.holder().equals(module))
                .ifPresent(entry -> around.registry().deregister(Principal.SYSTEM, module));
    }

    @Override
    public void close() {
        lifecycle.close();
    }
}
