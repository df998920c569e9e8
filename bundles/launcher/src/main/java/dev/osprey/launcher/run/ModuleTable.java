package dev.osprey.launcher.run;

import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.launcher.place.Overrides;
import dev.osprey.launcher.scan.Found;
import dev.osprey.launcher.scan.Sources;
import dev.osprey.launcher.state.Input;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Why;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which folders with a {@code module.md} are there. It is changed by looks only, one at a time, under the lock of whoever makes them look;
 * everyone may read.
 */
final class ModuleTable {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleTable.class);

    private final Workshop shop;
    private final Roster roster;
    private final Intake intake;
    private final Overrides overrides;
    private final Sources sources;
    private final Map<Path, Dropped> dropped = new ConcurrentHashMap<>();

    ModuleTable(Workshop shop, Roster roster, Intake intake, Overrides overrides, Sources sources) {
        this.shop = shop;
        this.roster = roster;
        this.intake = intake;
        this.overrides = overrides;
        this.sources = sources;
    }

    /** Those that cannot be used. */
    Stream<ModuleStatus> broken() {
        return dropped.values().stream().filter(Dropped::broken).map(one -> one.brokenStatus(shownAs(one)));
    }

    /** The path of a folder that has no module's name, in a form that no module's name has. */
    private String shownAs(Dropped one) {
        return roster.find(one.place()).isPresent() ? one.found.root().getFileName() + "/" + one.place() : one.place();
    }

    /** What a rescan tells of. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Dropped one : dropped.values()) {
            Optional<Runner> runner = runnerOf(one);
            if (runner.isPresent()) {
                names.add(runner.get().name());
            } else if (one.broken()) {
                names.add(shownAs(one));
            }
        }
        return names;
    }

    /** One look. @return whether something is still being copied, so that the next look should come soon */
    boolean look() {
        Map<Path, Found> present = new LinkedHashMap<>();
        sources.folders().forEach(found -> present.putIfAbsent(found.folder(), found));
        for (Path gone : List.copyOf(dropped.keySet())) {
            if (!present.containsKey(gone)) {
                removed(dropped.remove(gone));
            }
        }
        boolean unsettled = false;
        for (Found found : present.values()) {
            Dropped one = dropped.computeIfAbsent(found.folder(), path -> new Dropped(found));
            if (found.problem() != null) {
                refuse(one, found.problem());
            } else if (one.refuse(null) || one.changed()) {
                unsettled |= !settle(one);
            } else {
                claim(one);
            }
        }
        return unsettled;
    }

    private boolean settle(Dropped one) {
        boolean settled = one.settled();
        if (settled) {
            load(one);
        }
        return settled;
    }

    private void refuse(Dropped one, String problem) {
        if (one.refuse(problem)) {
            runnerOf(one).ifPresent(this::retire);
            one.leaveOut(Why.Code.MANIFEST, problem);
            LOG.warn("{} is not used: {}", one.folder(), problem);
        }
    }

    private void removed(Dropped one) {
        runnerOf(one).ifPresent(runner -> {
            LOG.info("Module {} was removed from {}", runner.name(), one.folder());
            retire(runner);
        });
    }

    private void retire(Runner runner) {
        intake.retire(runner, "removed");
    }

    private Optional<Runner> runnerOf(Dropped one) {
        return Optional.ofNullable(one.manifest())
                .flatMap(manifest -> roster.find(manifest.name()))
                .filter(runner -> runner.body() instanceof ProcessBody body
                        && body.folder().equals(one.folder()));
    }

    private void load(Dropped one) {
        Runner before = runnerOf(one).orElse(null);
        Manifest manifest = one.load();
        if (one.problem() != null) {
            LOG.warn("A module cannot be used: {}", one.problem().text());
            if (before != null) {
                before.note(new Why(
                        Why.Code.MANIFEST,
                        "module.md was changed and cannot be used, the old one stays: "
                                + one.problem().text(),
                        null,
                        Instant.now()));
            }
        } else if (before != null && before.name().equals(manifest.name())) {
            ((ProcessBody) before.body()).manifest(manifest);
            before.note(null);
            shop.log(manifest);
            before.tell(new Input.SetState(overrides.of(manifest.name(), Intake.usual(manifest))));
            LOG.info("module.md of {} has changed; a restart makes it effective", manifest.name());
        } else {
            if (before != null) {
                retire(before);
            }
            claim(one);
        }
    }

    /** Takes a module on, unless its name is taken. */
    private void claim(Dropped one) {
        Manifest manifest = one.manifest();
        if (manifest == null || runnerOf(one).isPresent()) {
            return;
        }
        String name = manifest.name();
        Runner holder = roster.find(name).orElse(null);
        if (ManifestReader.CORE.contains(name)) {
            if (one.passOver()) {
                LOG.warn("{} holds Kite's own {}; Osprey does its work, so it is not started", one.folder(), name);
            }
        } else if (holder != null && present(holder)) {
            leaveOut(
                    one,
                    Why.Code.NAME_TAKEN,
                    "has the name " + name + " of the module in "
                            + holder.body().place() + "; rename one of them");
        } else if (holder != null) {
            LOG.debug("{} waits until the old {} has stopped", one.folder(), name);
        } else if (roster.full()) {
            leaveOut(one, Why.Code.NAME_TAKEN, "there are " + Roster.MOST_MODULES + " modules already; remove one");
        } else {
            one.use();
            intake.take(new ProcessBody(shop, one.found, manifest));
        }
    }

    private boolean present(Runner holder) {
        if (holder.body() instanceof ProcessBody body) {
            Dropped place = dropped.get(body.folder());
            return place != null && Objects.equals(runnerOf(place).orElse(null), holder);
        }
        return true;
    }

    private static void leaveOut(Dropped one, Why.Code code, String why) {
        if (one.leaveOut(code, why)) {
            LOG.warn("{} is not used: {}", one.folder(), why);
        }
    }
}
