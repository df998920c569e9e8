package dev.osprey.process.table;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.host.ControlGroups;
import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.ProcessEntry;
import java.util.Collection;
import java.util.Optional;

/** Finds the tree that a process of the host belongs to: by its control group, its mark, its session, or that of a parent. */
final class Holder {

    private static final int MOST_PARENTS = 256;

    private final HostProcesses host;
    private final ControlGroups groups;
    private final Collection<SpawnedProcess> processes;

    Holder(HostProcesses host, ControlGroups groups, Collection<SpawnedProcess> processes) {
        this.host = host;
        this.groups = groups;
        this.processes = processes;
    }

    Optional<ManagedProcess> of(long pid) {
        long self = ProcessHandle.current().pid();
        long next = pid;
        for (int i = 0; i < MOST_PARENTS && next > 1 && next != self; i++) {
            Optional<ProcessEntry> entry = host.find(next);
            if (entry.isEmpty()) {
                break;
            }
            Optional<ManagedProcess> holder = holder(entry.get());
            if (holder.isPresent()) {
                return holder;
            }
            next = entry.get().parent();
        }
        return Optional.empty();
    }

    private Optional<ManagedProcess> holder(ProcessEntry entry) {
        String group = groups.markOf(entry.pid()).orElse("");
        String mark = host.markOf(entry.pid()).orElse("");
        return processes.stream()
                .filter(process -> process.mark().equals(group)
                        || process.mark().equals(mark)
                        || entry.session() == process.pid()
                        || entry.pid() == process.pid())
                .map(ManagedProcess.class::cast)
                .findFirst();
    }
}
