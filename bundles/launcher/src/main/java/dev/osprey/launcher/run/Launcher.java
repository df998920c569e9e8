package dev.osprey.launcher.run;

import dev.osprey.event.Event;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.module.CoreModuleException;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.module.Rescan;
import dev.osprey.module.Until;
import dev.osprey.store.Documents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The launcher: what it is asked goes to the runner of that module. Thread-safe. */
public final class Launcher implements Modules, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final LauncherSettings settings;
    private final Workshop shop;
    private final Overrides overrides;
    private final ModuleTable table;
    private final Subscription subscription;
    private final LookTimer timer;

    public Launcher(Surroundings around, Documents documents, LauncherSettings settings) {
        this.settings = settings;
        this.shop = new Workshop(around, settings);
        this.overrides = new Overrides(documents);
        this.table = new ModuleTable(shop, overrides, this::nudge);
        this.timer = new LookTimer(table::look, settings);
        this.subscription = around.hub()
                .subscribe(
                        Subjects.FROM_MODULES,
                        new SubscriptionOptions("osprey-launcher", 10_000, SubscriptionOptions.Overflow.DROP_OLDEST),
                        this::onEvent);
    }

    /** Begins to look for modules. */
    public void open() {
        timer.start();
    }

    /** Looks soon, because something that matters has changed. */
    public void nudge() {
        timer.nudge();
    }

    private void onEvent(Event event) {
        ModuleRunner runner = table.runner(event.source());
        if (runner != null && shop.around().hub().read(event) instanceof Map<?, ?> data) {
            Object meant = data.get("module_id");
            if (meant == null || meant.equals(event.source())) {
                runner.onEvent(event.subject(), data);
            }
        }
    }

    @Override
    public List<ModuleStatus> list() {
        return table.list();
    }

    @Override
    public Optional<ModuleStatus> find(String name) {
        return list().stream().filter(status -> status.name().equals(name)).findFirst();
    }

    @Override
    public ModuleStatus start(String name, Until until) {
        return Outcome.await(runner(name).start(until));
    }

    @Override
    public ModuleStatus stop(String name, String reason) {
        return Outcome.await(runner(name).stop(reason == null ? "stop_requested" : reason));
    }

    @Override
    public ModuleStatus restart(String name, String reason, Until until) {
        return Outcome.await(runner(name).restart(reason == null ? "restart" : reason, until));
    }

    @Override
    public ModuleStatus state(String name, ModuleState state) {
        ModuleRunner runner = runner(name);
        ModuleState before = runner.status().state();
        overrides.put(name, state);
        runner.state(state);
        if (before != state) {
            String old = ModuleTable.word(before);
            String now = ModuleTable.word(state);
            shop.record("state_changed", name, Map.of("old_state", old, "new_state", now));
            shop.publish(Subjects.STATE_CHANGED, Map.of("module_id", name, "old_state", old, "new_state", now));
        }
        return runner.status();
    }

    /** Who does what is asked of a module. */
    private ModuleRunner runner(String name) {
        if (ManifestReader.KITE_CORE.contains(name)) {
            throw new CoreModuleException(name + " is a part of Osprey itself and cannot be started, stopped or"
                    + " disabled; ./osprey stop ends Osprey");
        }
        ModuleRunner runner = table.runner(name);
        if (runner != null) {
            return runner;
        }
        throw find(name)
                .<RuntimeException>map(
                        broken -> new ModuleActionException(name + " cannot be used: " + broken.reason()))
                .orElseGet(() -> new NoSuchModuleException("There is no module " + name + "; put its folder into "
                        + shop.around().home().modules() + " or correct the name"));
    }

    @Override
    public List<String> logs(String name, int lines) {
        return runner(name).log().last(Math.min(lines, ModuleLog.MOST_LINES));
    }

    @Override
    public Rescan rescan() {
        timer.lookUntilSettled();
        return table.changes();
    }

    @Override
    public Duration longestStop() {
        return settings.handshake().longest();
    }

    /** Stops everything at the same time and waits for it. */
    @Override
    public void close() {
        timer.close();
        List<CompletableFuture<ModuleStatus>> stops = new ArrayList<>();
        table.runners().forEach(runner -> stops.add(runner.stop("system_shutdown")));
        Waiting.forAny(longestStop(), CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)));
        long running = list().stream()
                .filter(status -> status.phase() != ModulePhase.STOPPED && status.pid() != 0)
                .count();
        if (running > 0) {
            LOG.warn("{} modules did not stop within {}", running, longestStop());
        }
        table.runners().forEach(ModuleRunner::close);
        subscription.close();
        shop.close();
    }
}
