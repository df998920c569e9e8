package dev.osprey.launcher.run;

import dev.osprey.launcher.deps.Graph;
import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.module.Dependencies;
import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What can be asked about modules. Thread-safe. */
final class Inquiry {

    private final Roster roster;
    private final ModuleTable folders;
    private final BundleTable bundles;

    Inquiry(Roster roster, ModuleTable folders, BundleTable bundles) {
        this.roster = roster;
        this.folders = folders;
        this.bundles = bundles;
    }

    /** All by name, those that cannot be used among them. */
    List<ModuleStatus> list() {
        return Stream.of(roster.all().stream().map(Runner::status), folders.broken(), bundles.broken())
                .flatMap(all -> all)
                .sorted(Comparator.comparing(ModuleStatus::name))
                .toList();
    }

    Optional<ModuleStatus> find(String name) {
        return roster.find(name).map(Runner::status).or(() -> list().stream()
                .filter(status -> status.name().equals(name))
                .findFirst());
    }

    Optional<ModuleDetail> detail(String name) {
        return roster.find(name).map(this::detail);
    }

    private ModuleDetail detail(Runner runner) {
        Manifest manifest = runner.body().manifest();
        List<String> warnings = new ArrayList<>(manifest.warnings());
        warnings.addAll(runner.doings().warnings());
        if (runner.doings().remark() != null) {
            warnings.add(runner.doings().remark());
        }
        return new ModuleDetail(
                runner.status(),
                manifest.restart(),
                manifest.ready(),
                manifest.watch(),
                manifest.limits(),
                roster.graph().dependents(runner.name()),
                warnings,
                manifest.fields(),
                runner.doings().lastEnd(),
                runner.body().source());
    }

    List<Why> why(ModuleStatus first) {
        List<Why> chain = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        ModuleStatus status = first;
        while (status != null && asked.add(status.name()) && status.why() != null) {
            chain.add(status.why());
            String next = status.why().module();
            status = next == null ? null : find(next).orElse(null);
        }
        return chain;
    }

    Dependencies dependencies() {
        Graph graph = roster.graph();
        Instant now = Instant.now();
        List<Dependencies.Node> nodes = graph.names().stream()
                .map(name -> new Dependencies.Node(
                        name,
                        roster.find(name)
                                .map(runner -> runner.situation().phase())
                                .orElse(ModulePhase.STOPPED),
                        graph.wants(name),
                        graph.missing(name).stream()
                                .filter(needed -> !roster.provided(needed))
                                .toList(),
                        roster.gate().look(name, now).isEmpty()))
                .toList();
        Set<String> circling = new HashSet<>();
        graph.cycles().forEach(circling::addAll);
        List<List<String>> levels = graph.levels().stream()
                .map(level ->
                        level.stream().filter(name -> !circling.contains(name)).toList())
                .filter(level -> !level.isEmpty())
                .toList();
        return new Dependencies(nodes, levels, graph.cycles());
    }
}
