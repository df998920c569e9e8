package dev.osprey.launcher.run;

import dev.osprey.event.Event;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.launcher.scan.ModuleFolders;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.UnknownModuleNameException;
import dev.osprey.store.Documents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The launcher: which folders are there, and who runs them. Thread-safe. */
public final class Launcher implements Modules, ModuleStates, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final int MOST_MODULES = 500;

    private final Path root;
    private final LauncherSettings settings;
    private final Workshop shop;
    private final Overrides overrides;
    private final ModuleFolders folders;
    private final Subscription subscription;
    private final LookTimer timer;
    // Changed under the timer's lock only, read by everyone.
    private final Map<Path, Dropped> dropped = new ConcurrentHashMap<>();
    private final Map<String, ModuleRunner> runners = new ConcurrentHashMap<>();
    // guarded by the timer's lock
    private final Set<String> startWhenOpen = new HashSet<>();
    private final Set<Path> told = new HashSet<>();

    public Launcher(Surroundings around, Documents documents, LauncherSettings settings) {
        this.root = around.home().modules();
        this.settings = settings;
        this.shop = new Workshop(around, settings);
        this.overrides = new Overrides(documents);
        this.folders = new ModuleFolders(root);
        this.subscription = around.hub()
                .subscribe(
                        Subjects.FROM_MODULES,
                        new SubscriptionOptions("osprey-launcher", 10_000, SubscriptionOptions.Overflow.DROP_OLDEST),
                        this::onEvent);
        this.timer = new LookTimer(this::look, settings);
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
        ModuleRunner runner = runners.get(event.source());
        if (runner != null && shop.around().hub().read(event) instanceof Map<?, ?> data) {
            Object meant = data.get("module_id");
            if (meant == null || meant.equals(event.source())) {
                runner.onEvent(event.subject(), data);
            }
        }
    }

    /** One look, under the timer's lock. @return whether something is still being copied, so that the next look should come soon */
    private boolean look() {
        List<Path> present = folders.find();
        for (Path gone : List.copyOf(dropped.keySet())) {
            if (!present.contains(gone)) {
                removed(dropped.remove(gone));
            }
        }
        boolean unsettled = false;
        for (Path folder : present) {
            Dropped one = dropped.computeIfAbsent(folder, path -> new Dropped(root, path));
            if (!one.changed()) {
                claim(one);
            } else if (one.settled()) {
                load(one);
            } else {
                unsettled = true;
            }
        }
        startOpened();
        return unsettled;
    }

    private void removed(Dropped one) {
        told.remove(one.folder);
        ModuleRunner runner = runnerOf(one);
        if (runner != null) {
            LOG.info("Module {} was removed from {}", runner.name(), one.folder);
            retire(runner);
        }
    }

    private void retire(ModuleRunner runner) {
        startWhenOpen.remove(runner.name());
        // The name is free again only when the old one is gone.
        runner.stop("removed").whenComplete((status, failure) -> {
            runners.remove(runner.name(), runner);
            runner.close();
            timer.nudge();
        });
    }

    private ModuleRunner runnerOf(Dropped one) {
        return one.manifest() == null
                ? null
                : Optional.ofNullable(runners.get(one.manifest().name()))
                        .filter(runner -> runner.folder().equals(one.folder))
                        .orElse(null);
    }

    private void load(Dropped one) {
        ModuleRunner before = runnerOf(one);
        Manifest manifest = one.load();
        if (one.problem() != null) {
            LOG.warn("A module cannot be used: {}", one.problem());
            if (before != null) {
                before.note("module.md was changed and cannot be used, the old one stays: " + one.problem());
            }
        } else if (before != null && before.name().equals(manifest.name())) {
            before.manifest(manifest);
            before.state(overrides.of(manifest.name(), manifest.state()));
            LOG.info("module.md of {} has changed; a restart makes it effective", manifest.name());
        } else {
            if (before != null) {
                retire(before);
            }
            told.remove(one.folder);
            claim(one);
        }
    }

    /** Takes a module on, unless its name is taken. */
    private void claim(Dropped one) {
        Manifest manifest = one.manifest();
        if (manifest == null || runnerOf(one) != null) {
            return;
        }
        String name = manifest.name();
        if (ManifestReader.KITE_CORE.contains(name)) {
            tellOnce(one, "{} holds Kite's own {}; Osprey does its work, so it is not started", one.folder, name);
        } else if (runners.containsKey(name)) {
            tellOnce(one, "{} has the name {} of another module and is not used; rename it", one.folder, name);
        } else if (runners.size() >= MOST_MODULES) {
            tellOnce(one, "{} is not used: there are {} modules already", one.folder, MOST_MODULES);
        } else {
            ModuleState state = overrides.of(name, manifest.state());
            runners.put(name, new ModuleRunner(shop, one.folder, manifest, state));
            shop.record("scanned", name, Map.of("state", word(state), "module_dir", one.folder.toString()));
            LOG.info("Module {} found in {}, {}", name, one.folder, word(state));
            if (state == ModuleState.ENABLED) {
                startWhenOpen.add(name);
            }
        }
    }

    private void tellOnce(Dropped one, String message, Object... arguments) {
        if (told.add(one.folder)) {
            LOG.warn(message, arguments);
        }
    }

    private void startOpened() {
        if (startWhenOpen.isEmpty() || !shop.around().endpoints().missing().isEmpty()) {
            return;
        }
        for (String name : startWhenOpen) {
            Optional.ofNullable(runners.get(name))
                    .ifPresent(runner -> runner.start().exceptionally(failure -> {
                        LOG.warn(
                                "Module {} did not start: {}",
                                name,
                                Outcome.cause(failure).getMessage());
                        return null;
                    }));
        }
        startWhenOpen.clear();
    }

    private static String word(ModuleState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<ModuleStatus> list() {
        return Stream.concat(
                        runners.values().stream().map(ModuleRunner::status),
                        dropped.values().stream().filter(Dropped::broken).map(Dropped::brokenStatus))
                .sorted(Comparator.comparing(ModuleStatus::name))
                .toList();
    }

    @Override
    public Optional<ModuleStatus> find(String name) {
        return list().stream().filter(status -> status.name().equals(name)).findFirst();
    }

    @Override
    public ModuleStatus start(String name) {
        return Outcome.await(runner(name).start());
    }

    @Override
    public ModuleStatus stop(String name, String reason) {
        return Outcome.await(runner(name).stop(reason == null ? "stop_requested" : reason));
    }

    @Override
    public ModuleStatus restart(String name, String reason) {
        return Outcome.await(runner(name).restart(reason == null ? "restart" : reason));
    }

    @Override
    public ModuleStatus state(String name, ModuleState state) {
        ModuleRunner runner = runner(name);
        ModuleState before = runner.status().state();
        overrides.put(name, state);
        runner.state(state);
        if (before != state) {
            Map<String, String> change = Map.of("old_state", word(before), "new_state", word(state));
            shop.record("state_changed", name, change);
            shop.publish(
                    Subjects.STATE_CHANGED,
                    Map.of("module_id", name, "old_state", word(before), "new_state", word(state)));
        }
        return runner.status();
    }

    private ModuleRunner runner(String name) {
        ModuleRunner runner = runners.get(name);
        if (runner != null) {
            return runner;
        }
        throw find(name)
                .<RuntimeException>map(broken -> Outcome.refused(name + " cannot be used: " + broken.reason()))
                .orElseGet(() -> new UnknownModuleNameException(
                        "There is no module " + name + "; put its folder into " + root + " or correct the name"));
    }

    @Override
    public List<String> logs(String name, int lines) {
        return runner(name).log().last(Math.min(lines, ModuleLog.MOST_LINES));
    }

    @Override
    public void rescan() {
        timer.lookUntilSettled();
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
        runners.values().forEach(runner -> stops.add(runner.stop("system_shutdown")));
        Waiting.forAny(longestStop(), CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)));
        long running = list().stream()
                .filter(status -> status.phase() != ModulePhase.STOPPED && status.pid() != 0)
                .count();
        if (running > 0) {
            LOG.warn("{} modules did not stop within {}", running, longestStop());
        }
        runners.values().forEach(ModuleRunner::close);
        subscription.close();
        shop.close();
    }
}
