package dev.osprey.launcher.run;

import dev.osprey.launcher.bundle.BundleBody;
import dev.osprey.launcher.bundle.BundleFailedException;
import dev.osprey.launcher.bundle.BundleWatcher;
import dev.osprey.launcher.bundle.Look;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.launcher.state.Input;
import dev.osprey.launcher.state.Situation;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Until;
import dev.osprey.module.Why;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which bundles are modules. */
final class BundleTable implements BundleWatcher {

    private static final Logger LOG = LoggerFactory.getLogger(BundleTable.class);

    private final Workshop shop;
    private final Roster roster;
    private final Intake intake;
    private final Map<BundleBody, Runner> taken = new ConcurrentHashMap<>();
    private final Map<BundleBody, Why> left = new ConcurrentHashMap<>();
    private final Map<String, Why> refused = new ConcurrentHashMap<>();

    BundleTable(Workshop shop, Roster roster, Intake intake) {
        this.shop = shop;
        this.roster = roster;
        this.intake = intake;
    }

    /** Those that cannot be used. */
    Stream<ModuleStatus> broken() {
        return Stream.concat(
                left.entrySet().stream()
                        .map(entry -> status(
                                "bundle/" + entry.getKey().symbolicName(),
                                entry.getKey().location(),
                                entry.getValue())),
                refused.entrySet().stream()
                        .map(entry -> status("bundle/" + entry.getKey(), entry.getKey(), entry.getValue())));
    }

    private static ModuleStatus status(String name, String location, Why why) {
        return Statuses.broken(name, ModuleKind.BUNDLE, location, why, why.at());
    }

    /** Takes on those whose name has become free. */
    synchronized void look() {
        left.keySet().forEach(this::claim);
    }

    @Override
    public synchronized void found(BundleBody body) {
        refused.remove(body.location());
        claim(body);
    }

    private void claim(BundleBody body) {
        String name = body.manifest().name();
        Optional<Runner> holder = roster.find(name);
        if (holder.isPresent() || ManifestReader.CORE.contains(name)) {
            String place = holder.map(runner -> "the module in " + runner.body().place())
                    .orElse("a part of Osprey");
            leaveOut(body, "has the name " + name + " of " + place + "; rename one of them");
        } else if (roster.full()) {
            leaveOut(body, "there are " + Roster.MOST_MODULES + " modules already; remove one");
        } else {
            left.remove(body);
            Runner runner = intake.take(new BundleRun(body));
            taken.put(body, runner);
            changed(body, body.look());
        }
    }

    private void leaveOut(BundleBody body, String why) {
        Why before = left.get(body);
        if (before == null || !before.text().equals(why)) {
            left.put(body, new Why(Why.Code.NAME_TAKEN, why, null, Instant.now()));
            LOG.warn("Bundle {} is not used as a module: it {}", body.symbolicName(), why);
        }
    }

    @Override
    public void changed(BundleBody body, Look look) {
        Runner runner = taken.get(body);
        if (runner == null || !(runner.body() instanceof BundleRun run)) {
            return;
        }
        LivingBundle living = run.living();
        Situation now = runner.situation();
        switch (look.standing()) {
            case ACTIVE -> {
                if (living != null) {
                    runner.tell(new Input.Ready(living.incarnation()));
                } else if (now.run().life() == Situation.Life.NONE) {
                    startedByOthers(body, runner);
                }
            }
            case STOPPED -> {
                if (living != null && now.run().life() == Situation.Life.UP) {
                    if (now.running()) {
                        runner.tell(new Input.Stop(
                                new Why(Why.Code.REQUESTED, "stopped as a bundle", null, Instant.now())));
                    }
                    living.stopped();
                }
            }
            case FAILED -> {
                if (living != null) {
                    living.failed(look.problem());
                }
            }
            default -> LOG.debug("Bundle {} is {}", body.symbolicName(), look.standing());
        }
    }

    private void startedByOthers(BundleBody body, Runner runner) {
        if (runner.situation().wish().state() != ModuleState.DISABLED) {
            runner.start(Until.SPAWNED).exceptionally(failure -> {
                LOG.warn("Module {}: {}", runner.name(), Outcome.cause(failure).getMessage());
                return null;
            });
            return;
        }
        LOG.warn("Module {} is disabled, and its bundle was started; it is stopped", runner.name());
        try {
            shop.crew().end(() -> {
                try {
                    body.stop(true);
                } catch (BundleFailedException e) {
                    LOG.warn("Module {}: {}", runner.name(), e.getMessage());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The launcher stops, {} stays as it is", runner.name(), e);
        }
    }

    @Override
    public synchronized void gone(BundleBody body) {
        left.remove(body);
        refused.remove(body.location());
        Runner runner = taken.remove(body);
        if (runner != null) {
            LivingBundle living = ((BundleRun) runner.body()).living();
            intake.retire(runner, "removed");
            if (living != null) {
                living.stopped();
            }
        }
    }

    @Override
    public synchronized void refused(String location, String problem) {
        refused.put(location, new Why(Why.Code.MANIFEST, problem, null, Instant.now()));
        LOG.warn("A bundle cannot be used as a module: {}", problem);
    }
}
