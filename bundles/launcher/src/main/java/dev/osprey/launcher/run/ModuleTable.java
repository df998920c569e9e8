package dev.osprey.launcher.run;

import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.launcher.scan.ModuleFolders;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Rescan;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
 * Which folders with a {@code module.md} are there, and who runs them. It is changed by looks only, one at a time, under the lock of
 * whoever makes them look; everyone may read.
 */
final class ModuleTable {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleTable.class);
    private static final int MOST_MODULES = 500;

    private final Path root;
    private final Workshop shop;
    private final Overrides overrides;
    private final ModuleFolders folders;
    private final Runnable lookAgain;
    private final Map<Path, Dropped> dropped = new ConcurrentHashMap<>();
    private final Map<String, ModuleRunner> runners = new ConcurrentHashMap<>();
    // For looks only.
    private final Set<String> startWhenOpen = new HashSet<>();
    // Names at the last rescan or, before the first, at the first look that found nothing in motion.
    private volatile Set<String> reported;

    /** @param lookAgain asks for another look soon; called by any thread */
    ModuleTable(Workshop shop, Overrides overrides, Runnable lookAgain) {
        this.root = shop.around().home().modules();
        this.shop = shop;
        this.overrides = overrides;
        this.folders = new ModuleFolders(root);
        this.lookAgain = lookAgain;
    }

    ModuleRunner runner(String name) {
        return runners.get(name);
    }

    Collection<ModuleRunner> runners() {
        return List.copyOf(runners.values());
    }

    /** All by name, those that cannot be used among them. */
    List<ModuleStatus> list() {
        return Stream.concat(
                        runners.values().stream().map(ModuleRunner::status),
                        dropped.values().stream().filter(Dropped::broken).map(one -> one.brokenStatus(shownAs(one))))
                .sorted(Comparator.comparing(ModuleStatus::name))
                .toList();
    }

    /** The path of a folder that has no module's name, in a form that no module's name has. */
    private String shownAs(Dropped one) {
        return runners.containsKey(one.place()) ? root.getFileName() + "/" + one.place() : one.place();
    }

    /** What has changed since this was asked before. */
    synchronized Rescan changes() {
        Set<String> before = reported == null ? Set.of() : reported;
        Set<String> now = names();
        reported = now;
        return new Rescan(without(now, before), without(before, now));
    }

    private static List<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).sorted().toList();
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Dropped one : dropped.values()) {
            ModuleRunner runner = runnerOf(one);
            if (runner != null) {
                names.add(runner.name());
            } else if (one.broken()) {
                names.add(shownAs(one));
            }
        }
        return names;
    }

    /** One look. @return whether something is still being copied, so that the next look should come soon */
    boolean look() {
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
        if (!unsettled && reported == null) {
            changes();
        }
        return unsettled;
    }

    private void removed(Dropped one) {
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
            lookAgain.run();
        });
    }

    private ModuleRunner runnerOf(Dropped one) {
        Manifest manifest = one.manifest();
        return manifest == null
                ? null
                : Optional.ofNullable(runners.get(manifest.name()))
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
        ModuleRunner holder = runners.get(name);
        if (ManifestReader.KITE_CORE.contains(name)) {
            if (one.passOver()) {
                LOG.warn("{} holds Kite's own {}; Osprey does its work, so it is not started", one.folder, name);
            }
        } else if (holder != null && present(holder)) {
            leaveOut(one, "has the name " + name + " of the module in " + holder.folder() + "; rename one of them");
        } else if (holder != null) {
            LOG.debug("{} waits until the old {} has stopped", one.folder, name);
        } else if (runners.size() >= MOST_MODULES) {
            leaveOut(one, "there are " + MOST_MODULES + " modules already; remove one");
        } else {
            one.use();
            take(one, manifest);
        }
    }

    private boolean present(ModuleRunner holder) {
        Dropped place = dropped.get(holder.folder());
        return place != null && Objects.equals(runnerOf(place), holder);
    }

    private static void leaveOut(Dropped one, String why) {
        if (one.leaveOut(why)) {
            LOG.warn("{} is not used: {}", one.folder, why);
        }
    }

    private void take(Dropped one, Manifest manifest) {
        String name = manifest.name();
        ModuleState state = overrides.of(name, manifest.state());
        runners.put(name, new ModuleRunner(shop, one.folder, manifest, state));
        shop.record("scanned", name, Map.of("state", word(state), "module_dir", one.folder.toString()));
        LOG.info("Module {} found in {}, {}", name, one.folder, word(state));
        if (state == ModuleState.ENABLED) {
            startWhenOpen.add(name);
        }
    }

    private void startOpened() {
        if (startWhenOpen.isEmpty() || !shop.around().endpoints().missing().isEmpty()) {
            return;
        }
        for (String name : startWhenOpen) {
            Optional.ofNullable(runners.get(name)).ifPresent(ModuleTable::start);
        }
        startWhenOpen.clear();
    }

    private static void start(ModuleRunner runner) {
        runner.start().exceptionally(failure -> {
            LOG.warn(
                    "Module {} did not start: {}",
                    runner.name(),
                    Outcome.cause(failure).getMessage());
            return null;
        });
    }

    static String word(ModuleState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
