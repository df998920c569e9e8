package dev.osprey.process.table;

import dev.osprey.process.tree.ProcessEntry;
import java.util.List;
import java.util.Map;

/**
 * What is written down of a spawn, so that the next run can end what this one could not.
 *
 * @param name from the spec
 * @param mark in the environment of the whole tree
 * @param pid 0 until the process is known
 * @param start see {@link ProcessEntry#start()}
 * @param argv from the spec
 */
record SpawnRecord(String name, String mark, long pid, long start, List<String> argv) {

    static SpawnRecord planned(String name, String mark, List<String> argv) {
        return new SpawnRecord(name, mark, 0, ProcessEntry.UNKNOWN_START, argv);
    }

    SpawnRecord started(long newPid, long newStart) {
        return new SpawnRecord(name, mark, newPid, newStart, argv);
    }

    /** {@code bin/osprey} reads {@code spawnId} when it had to kill Osprey. */
    Map<String, Object> toJson() {
        return Map.of("name", name, "spawnId", mark, "pid", pid, "start", start, "argv", argv);
    }

    /** Null if it is not a record; somebody may have edited the file. */
    static SpawnRecord ofJson(Object json) {
        if (json instanceof Map<?, ?> map
                && map.get("name") instanceof String name
                && map.get("spawnId") instanceof String mark
                && map.get("pid") instanceof Number pid
                && map.get("start") instanceof Number start
                && !mark.isBlank()) {
            return new SpawnRecord(name, mark, pid.longValue(), start.longValue(), List.of());
        }
        return null;
    }
}
