package dev.osprey.ipc.kairo;

import dev.osprey.ipc.stream.Peers;
import dev.osprey.ipc.stream.StdinWriter;
import dev.osprey.ipc.stream.Workers;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes that local peers have started, by the ids that these chose. Thread-safe. */
final class LocalProcesses {

    private static final int REMEMBERED = 1_000;

    private final Peers peers;
    private final Workers workers;
    private final Map<String, LocalProcess> alive = new ConcurrentHashMap<>();

    /** Guarded by this, as the next. */
    private final Set<String> starting = new HashSet<>();

    private final Map<String, Integer> codes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    LocalProcesses(Peers peers, Workers workers) {
        this.peers = peers;
        this.workers = workers;
    }

    Optional<LocalProcess> find(String id) {
        return Optional.ofNullable(alive.get(id));
    }

    /** How a process ended that is no more. */
    synchronized Optional<Integer> code(String id) {
        return Optional.ofNullable(codes.get(id));
    }

    /**
     * Starts one.
     *
     * @return lets its output come
     * @throws IllegalArgumentException if there is one of this id
     * @throws dev.osprey.process.SpawnException if it could not be started
     */
    Processes.Held spawn(Processes processes, String id, String label, ProcessSpec spec) {
        synchronized (this) {
            LocalProcess before = alive.get(id);
            if (before != null && !before.killed() || !starting.add(id)) {
                throw new IllegalArgumentException("Process " + id + " already exists");
            }
        }
        try {
            Processes.Held held = processes.spawnHeld(spec);
            StdinWriter stdin = new StdinWriter(held.process().stdin(), workers.patient());
            LocalProcess process = new LocalProcess(id, label, held.process(), stdin, peers);
            alive.put(id, process);
            held.process().output().subscribe(EnumSet.allOf(Stream.class), process);
            held.process().exit().whenComplete((exit, failure) -> ended(process, exit));
            return held;
        } finally {
            synchronized (this) {
                starting.remove(id);
            }
        }
    }

    private void ended(LocalProcess process, ProcessExit exit) {
        int code = exit == null ? -1 : exit.code();
        synchronized (this) {
            codes.remove(process.id());
            codes.put(process.id(), code);
        }
        boolean others = !alive.remove(process.id(), process);
        process.ended(code, others);
    }
}
