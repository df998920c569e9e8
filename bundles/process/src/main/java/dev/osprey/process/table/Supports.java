package dev.osprey.process.table;

import dev.osprey.process.Applied;
import dev.osprey.process.Support;
import dev.osprey.process.host.Means;
import java.util.ArrayList;
import java.util.List;

/** What this host can enforce, in one list. */
final class Supports {

    private static final List<String> BY_GROUPS = List.of("cpu", "memory", "pids", "open_files", "io");

    private Supports() {}

    static Support of(Means means) {
        List<Applied> resources = new ArrayList<>(means.groups().support());
        BY_GROUPS.forEach(resource -> addUnlessThere(resources, new Applied(resource, "none", null)));
        resources.add(new Applied("wall_time", "timer", null));
        addUnlessThere(resources, new Applied("kill", "session", "by session, parents and a mark in the environment"));
        addUnlessThere(resources, new Applied("freeze", "session", "by signals"));
        resources.add(means.enclosures().support());
        resources.add(means.pseudos().support());
        return new Support(resources, means.groups().root());
    }

    private static void addUnlessThere(List<Applied> resources, Applied applied) {
        if (resources.stream().noneMatch(one -> one.resource().equals(applied.resource()))) {
            resources.add(applied);
        }
    }
}
