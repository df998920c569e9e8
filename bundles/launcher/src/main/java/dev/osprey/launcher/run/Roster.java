package dev.osprey.launcher.run;

import dev.osprey.launcher.deps.Gate;
import dev.osprey.launcher.deps.Graph;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.launcher.state.Input;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.Why;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Who runs which module, and who needs whom. Thread-safe. */
final class Roster {

    static final int MOST_MODULES = 500;

    private final Surroundings around;
    private final Map<String, Runner> runners = new ConcurrentHashMap<>();
    private volatile Map<String, List<String>> wants = Map.of();
    private volatile Graph graph = Graph.of(Map.of());
    private volatile boolean closing;

    Roster(Surroundings around) {
        this.around = around;
    }

    Optional<Runner> find(String name) {
        return Optional.ofNullable(runners.get(name));
    }

    Collection<Runner> all() {
        return List.copyOf(runners.values());
    }

    boolean full() {
        return runners.size() >= MOST_MODULES;
    }

    void add(Runner runner) {
        runners.put(runner.name(), runner);
        draw();
    }

    void remove(Runner runner) {
        runners.remove(runner.name(), runner);
        runner.close();
        draw();
    }

    Graph graph() {
        return graph;
    }

    /** Looks who needs whom, and has all look who wait. */
    synchronized void draw() {
        Map<String, List<String>> found = new TreeMap<>();
        runners.values()
                .forEach(runner ->
                        found.put(runner.name(), runner.body().manifest().dependsOn()));
        if (!found.equals(wants)) {
            wants = found;
            graph = Graph.of(found);
        }
        runners.values().forEach(this::pull);
        runners.values().forEach(Runner::look);
    }

    /** What starts with the system brings along what it needs, once. */
    private void pull(Runner runner) {
        if (runner.waits()) {
            for (String needed : graph.all(runner.name())) {
                find(needed)
                        .filter(other -> other.idle() && runner.pulls(needed))
                        .ifPresent(other -> other.tell(new Input.Need(runner.name())));
            }
        }
    }

    /** A module stands otherwise than before. */
    void changed(String name) {
        graph.dependents(name).forEach(dependent -> find(dependent).ifPresent(Runner::look));
    }

    /** Nothing starts any more. */
    void close() {
        closing = true;
    }

    /** Why a module may not start now, or null. */
    Why gate(Runner runner, Instant at) {
        if (closing) {
            return new Why(Why.Code.SHUTDOWN, "the launcher stops", null, at);
        }
        List<String> doors = runner.body().kind() == ModuleKind.BUNDLE
                ? List.of()
                : around.endpoints().missing();
        if (!doors.isEmpty()) {
            return new Why(
                    Why.Code.WAITING_DOORS,
                    "waits until the doors " + doors + " are open; the log says why, if that does not come",
                    null,
                    at);
        }
        return gate().look(runner.name(), at).orElse(null);
    }

    Gate gate() {
        return new Gate(
                graph, this::provided, name -> find(name).map(Runner::standing).orElse(null));
    }

    /** Whether Osprey, or a bundle, is what is needed, though no module of that name is there. */
    boolean provided(String name) {
        return ManifestReader.CORE.contains(name)
                || around.registry().entry(name).isPresent();
    }
}
