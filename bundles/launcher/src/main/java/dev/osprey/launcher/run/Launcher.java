package dev.osprey.launcher.run;

import dev.osprey.event.Event;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.launcher.bundle.BundleWatcher;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.launcher.place.Overrides;
import dev.osprey.launcher.scan.KiteTree;
import dev.osprey.launcher.scan.Sources;
import dev.osprey.launcher.state.Input;
import dev.osprey.launcher.state.Subjects;
import dev.osprey.module.CoreModuleException;
import dev.osprey.module.Dependencies;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModuleDependencyException;
import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModuleDisabledException;
import dev.osprey.module.ModuleLogs;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.ModuleStep;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.module.Rescan;
import dev.osprey.module.Until;
import dev.osprey.module.Why;
import dev.osprey.store.Documents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The launcher: what it is asked goes to the runner of that module. Thread-safe. */
public final class Launcher implements Modules, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final int MOST_LINES = 10_000;
    private static final int MOST_STEPS = 1_000;

    private final LauncherSettings settings;
    private final Workshop shop;
    private final Overrides overrides;
    private final Roster roster;
    private final ModuleTable folders;
    private final BundleTable bundles;
    private final Inquiry inquiry;
    private final Subscription subscription;
    private final LookTimer timer;
    private final Object reporting = new Object();
    private volatile Runnable alsoLook = () -> {};
    // Names at the last rescan or, before the first, at the first look that found nothing in motion; guarded by
    // reporting.
    private Set<String> reported;

    public Launcher(Surroundings around, Documents documents, LauncherSettings settings) {
        this.settings = settings;
        this.shop = new Workshop(around, settings);
        this.overrides = new Overrides(documents, Clock.systemUTC());
        this.roster = new Roster(around);
        Intake intake = new Intake(shop, roster, overrides, this::nudge);
        Sources sources = Sources.of(around.home().modules(), settings.sources(), settings.ownerCheck());
        this.folders = new ModuleTable(shop, roster, intake, overrides, sources);
        this.bundles = new BundleTable(shop, roster, intake);
        this.inquiry = new Inquiry(roster, folders, bundles);
        this.timer = new LookTimer(this::look, settings);
        this.subscription = around.hub()
                .subscribeBatch(
                        Subjects.FROM_MODULES,
                        new SubscriptionOptions("osprey-launcher", 10_000, SubscriptionOptions.Overflow.DROP_OLDEST),
                        this::onEvents);
    }

    /** Begins to look for modules. @param alsoLook done at each look */
    public void open(Runnable alsoLook) {
        this.alsoLook = alsoLook;
        timer.start();
    }

    /** Looks soon, because something that matters has changed. */
    public void nudge() {
        timer.nudge();
    }

    /** Is to be told of bundles that are modules. */
    public BundleWatcher bundles() {
        return bundles;
    }

    /** What modules wrote. */
    public ModuleLogs logs() {
        return shop.logs();
    }

    private boolean look() {
        alsoLook.run();
        boolean unsettled = folders.look();
        bundles.look();
        roster.draw();
        if (!unsettled) {
            synchronized (reporting) {
                reported = reported == null ? names() : reported;
            }
        }
        return unsettled;
    }

    /** Only puts them where they are looked at: a module that says much does not crowd out what another one says. */
    private void onEvents(List<Event> events) {
        for (Event event : events) {
            shop.seen(event.sequence());
            roster.find(event.source()).ifPresent(runner -> runner.onEvent(event));
        }
    }

    @Override
    public List<ModuleStatus> list() {
        return inquiry.list();
    }

    @Override
    public Optional<ModuleStatus> find(String name) {
        return inquiry.find(name);
    }

    @Override
    public ModuleStatus start(String name, Until until) {
        Runner runner = runner(name);
        if (runner.situation().wish().state() == ModuleState.DISABLED) {
            throw new ModuleDisabledException(name + " is disabled; set its state to enabled or manual first");
        }
        return Outcome.await(needed(runner, until).start(until), patience(name));
    }

    /** Starts what a module needs, unless that cannot be. */
    private Runner needed(Runner runner, Until until) {
        String name = runner.name();
        if (!runner.situation().running()) {
            roster.gate().refusal(name, Instant.now()).ifPresent(why -> {
                throw new ModuleDependencyException(name + " cannot start: it " + why.text());
            });
            for (String needed : roster.graph().all(name)) {
                roster.find(needed).ifPresent(other -> Outcome.await(other.post(new Input.Need(name)), patience(name)));
            }
        }
        return runner;
    }

    /** The longest that an action on a module may take, with all that it needs. */
    private Duration patience(String name) {
        Duration sum = longestStop().plusSeconds(30);
        for (String one : roster.graph().all(name)) {
            sum = sum.plus(startTime(one));
        }
        return sum.plus(startTime(name));
    }

    private Duration startTime(String name) {
        return roster.find(name)
                .map(runner -> runner.body().rules().readyTimeout())
                .orElse(Duration.ZERO);
    }

    @Override
    public ModuleStatus stop(String name, String reason) {
        Why why = why(Why.Code.REQUESTED, reason == null ? "stop_requested" : reason);
        return Outcome.await(runner(name).stop(why), patience(name));
    }

    @Override
    public ModuleStatus restart(String name, String reason, Until until) {
        Runner runner = runner(name);
        if (runner.situation().wish().state() == ModuleState.DISABLED) {
            throw new ModuleDisabledException(name + " is disabled; set its state to enabled or manual first");
        }
        Why why = why(Why.Code.REQUESTED, reason == null ? "restart" : reason);
        return Outcome.await(needed(runner, until).restart(why, until), patience(name));
    }

    @Override
    public ModuleStatus restartIf(String name, long incarnation, Why why) {
        return Outcome.await(runner(name).restartIf(incarnation, why), patience(name));
    }

    private static Why why(Why.Code code, String text) {
        return new Why(code, text, null, Instant.now());
    }

    @Override
    public ModuleStatus state(String name, ModuleState state) {
        Runner runner = runner(name);
        overrides.put(name, state, null);
        return changed(runner, state);
    }

    @Override
    public ModuleStatus clearState(String name) {
        Runner runner = runner(name);
        overrides.clear(name);
        return changed(runner, Intake.usual(runner.body().manifest()));
    }

    private ModuleStatus changed(Runner runner, ModuleState state) {
        ModuleState before = runner.situation().wish().state();
        ModuleStatus after = Outcome.await(runner.post(new Input.SetState(state)), patience(runner.name()));
        if (before != state) {
            String old = Statuses.word(before);
            String now = Statuses.word(state);
            String name = runner.name();
            shop.record("state_changed", name, after.incarnation(), Map.of("old_state", old, "new_state", now));
            shop.publish(Subjects.STATE_CHANGED, Map.of("module_id", name, "old_state", old, "new_state", now));
        }
        return after;
    }

    /** Who does what is asked of a module. */
    private Runner runner(String name) {
        if (ManifestReader.CORE.contains(name)) {
            throw new CoreModuleException(name + " is a part of Osprey itself and cannot be started, stopped or"
                    + " disabled; ./osprey stop ends Osprey");
        }
        return roster.find(name).orElseThrow(() -> absent(name));
    }

    private RuntimeException absent(String name) {
        Optional<ModuleStatus> broken = find(name);
        if (broken.isPresent()) {
            return new ModuleActionException(
                    name + " cannot be used: " + broken.get().reason());
        }
        if (KiteTree.replaced(name)) {
            return new CoreModuleException(name + " is a part of Osprey itself and cannot be started, stopped or"
                    + " disabled; ./osprey stop ends Osprey");
        }
        return new NoSuchModuleException("There is no module " + name + "; put its folder into "
                + shop.around().home().modules() + " or correct the name");
    }

    @Override
    public List<String> logs(String name, int lines) {
        Runner runner = runner(name);
        return shop.log(runner.body().manifest()).last(Math.min(lines, MOST_LINES));
    }

    @Override
    public Optional<ModuleDetail> detail(String name) {
        return inquiry.detail(name);
    }

    @Override
    public List<Why> why(String name) {
        return inquiry.why(find(name).orElseThrow(() -> absent(name)));
    }

    @Override
    public Dependencies dependencies() {
        return inquiry.dependencies();
    }

    @Override
    public List<ModuleStep> history(String name, int most) {
        if (name != null && find(name).isEmpty()) {
            throw absent(name);
        }
        return shop.lifecycle().history(name, Math.max(1, Math.min(most, MOST_STEPS)));
    }

    @Override
    public Rescan rescan() {
        timer.lookUntilSettled();
        synchronized (reporting) {
            Set<String> before = reported == null ? Set.of() : reported;
            reported = names();
            return new Rescan(without(reported, before), without(before, reported));
        }
    }

    private Set<String> names() {
        return new TreeSet<>(folders.names());
    }

    private static List<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).sorted().toList();
    }

    @Override
    public Duration longestStop() {
        return roster.all().stream()
                .map(runner -> runner.body().rules().stop().longest())
                .max(Duration::compareTo)
                .orElse(settings.stop().longest());
    }

    /** Stops everything, what is needed after what needs it, and waits for it. */
    @Override
    public void close() {
        timer.close();
        int left = new Shutdown(roster, settings.shutdown()).run();
        LOG.info("All modules have stopped{}", left == 0 ? "" : ", but for " + left);
        roster.all().forEach(Runner::close);
        subscription.close();
        shop.close();
    }
}
