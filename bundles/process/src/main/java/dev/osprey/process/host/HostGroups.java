package dev.osprey.process.host;

import dev.osprey.process.Applied;
import dev.osprey.process.Limits;
import dev.osprey.process.SpawnException;
import dev.osprey.process.SpawnException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Limits by control groups where there are such, and by what a process inherits where not. */
final class HostGroups implements ControlGroups {

    private static final Logger LOG = LoggerFactory.getLogger(HostGroups.class);

    private static final List<String> RESOURCES = List.of("cpu", "memory", "pids", "open_files", "io");
    private static final String ENTER =
            "{ echo 0 >\"$1\"; } 2>/dev/null || { echo \"osprey: cannot enter the control group $1\" >&2; exit 125; }";

    private final Hierarchies hierarchies;
    private final Broom broom = new Broom();

    HostGroups(Hierarchies hierarchies) {
        this.hierarchies = hierarchies;
    }

    @Override
    public List<Applied> support() {
        List<Applied> support = new ArrayList<>();
        RESOURCES.forEach(resource -> support.add(offer(resource)));
        String by = hierarchies.tree().map(Tree::by).orElse("session");
        support.add(new Applied("kill", by, null));
        support.add(new Applied("freeze", by, null));
        return support;
    }

    private Applied offer(String resource) {
        Applied group = hierarchies.offer(resource);
        return group.by().equals("none") ? Rlimit.offer(resource).orElse(group) : group;
    }

    @Override
    public String root() {
        Path root = hierarchies.treeRoot();
        return root == null ? null : root.toString();
    }

    @Override
    public Group create(String mark, Limits limits) {
        Plan plan = new Plan(mark, limits);
        try {
            plan.make();
        } catch (SpawnException e) {
            plan.undo();
            throw e;
        }
        return plan.group();
    }

    @Override
    public Optional<String> markOf(long pid) {
        return hierarchies.markOf(pid);
    }

    @Override
    public List<String> left() {
        return hierarchies.marks();
    }

    @Override
    public Group leftover(String mark) {
        Path members = hierarchies.tree().isPresent() ? hierarchies.treeRoot().resolve(mark) : null;
        return new HostGroup(
                hierarchies.tree().orElse(null), members, hierarchies.existing(mark), List.of(), List.of(), broom);
    }

    @Override
    public void close() {
        hierarchies.allRoots().forEach(broom::removeLater);
    }

    private static boolean wanted(String resource, Limits limits) {
        switch (resource) {
            case "cpu":
                return limits.cpuPercent() > 0;
            case "memory":
                return limits.memoryBytes() > 0;
            case "pids":
                return limits.pids() > 0;
            case "open_files":
                return limits.openFiles() > 0;
            default:
                return limits.ioWeight() > 0;
        }
    }

    /** The making of one group. */
    private final class Plan {

        private final String mark;
        private final Limits limits;
        private final Map<Lever, Path> levers = new EnumMap<>(Lever.class);
        private final Set<Path> folders = new LinkedHashSet<>();
        private final List<StagePart> rlimits = new ArrayList<>();
        private final List<Applied> applied = new ArrayList<>();
        private Path members;

        Plan(String mark, Limits limits) {
            this.mark = mark;
            this.limits = limits;
        }

        void make() {
            if (hierarchies.tree().isPresent()) {
                Path folder = hierarchies.treeRoot().resolve(mark);
                if (made(folder)) {
                    members = folder;
                }
            }
            for (String resource : RESOURCES) {
                if (wanted(resource, limits)) {
                    limit(resource);
                }
            }
        }

        private void limit(String resource) {
            Applied offer = offer(resource);
            Optional<Lever> lever = hierarchies.lever(resource);
            if (lever.isPresent()) {
                Path folder = hierarchies.folder(lever.get(), mark);
                try {
                    ControlFile.folder(folder);
                    folders.add(folder);
                    levers.put(lever.get(), folder);
                    lever.get().set(folder, limits);
                } catch (IOException e) {
                    offer = new Applied(resource, "none", "it was refused (" + e + ")");
                }
            } else if (!offer.by().equals("none")) {
                rlimits.add(Rlimit.stage(resource, limits));
            }
            if (offer.by().equals("none") && limits.strict()) {
                throw new SpawnException(
                        Reason.UNSUPPORTED_LIMIT,
                        "This host cannot enforce a limit of " + resource + ": " + offer.note()
                                + ". Leave it out, set strict to false, or see what ./osprey doctor advises",
                        null);
            }
            applied.add(offer);
        }

        private boolean made(Path folder) {
            try {
                ControlFile.folder(folder);
                folders.add(folder);
                return true;
            } catch (IOException e) {
                LOG.warn("Without the control group {} a tree is found by session and mark", folder, e);
                return false;
            }
        }

        void undo() {
            folders.forEach(broom::remove);
        }

        Group group() {
            List<StagePart> stage = new ArrayList<>();
            // First what may start a helper, then the groups, which may count it, and last what binds the shell itself.
            rlimits.stream().filter(HostGroups::startsHelper).forEach(stage::add);
            folders.forEach(folder -> stage.add(
                    new StagePart(ENTER, List.of(folder.resolve("cgroup.procs").toString()))));
            rlimits.stream().filter(part -> !startsHelper(part)).forEach(stage::add);
            return new HostGroup(
                    members == null ? null : hierarchies.tree().orElseThrow(), members, levers, stage, applied, broom);
        }
    }

    private static boolean startsHelper(StagePart part) {
        return !part.text().startsWith("ulimit");
    }
}
