package dev.osprey.process.table;

import dev.osprey.process.ManagedProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last that ended. Thread-safe. */
final class Exits {

    private final int most;
    // guarded by this; oldest first
    private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();

    Exits(int most) {
        this.most = most;
    }

    /** One more, or a lighter form of one that is remembered. */
    synchronized void put(ManagedProcess process) {
        processes.put(process.id(), process);
        if (processes.size() > most) {
            processes.remove(processes.keySet().iterator().next());
        }
    }

    synchronized void replace(ManagedProcess process) {
        processes.replace(process.id(), process);
    }

    synchronized Optional<ManagedProcess> find(String id) {
        return Optional.ofNullable(processes.get(id));
    }

    /** Newest first. */
    synchronized List<ManagedProcess> list() {
        List<ManagedProcess> list = new ArrayList<>(processes.values());
        Collections.reverse(list);
        return list;
    }
}
