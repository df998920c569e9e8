package dev.osprey.process.host;

import dev.osprey.process.Applied;
import dev.osprey.process.Limits;
import dev.osprey.process.SpawnException;
import java.util.List;
import java.util.Optional;

/** Control groups of this host, below a group of this Osprey home's own. Thread-safe. */
public interface ControlGroups {

    /** A host without: nothing can be limited. */
    ControlGroups NONE = new ControlGroups() {};

    /** By what each resource is enforced here: {@code cpu, memory, pids, open_files, io, kill, freeze}. */
    default List<Applied> support() {
        return List.of();
    }

    /** The group below which those of the spawns are, or null. */
    default String root() {
        return null;
    }

    /**
     * Makes the group of a spawn. Cheap: it is made for each one, also without limits.
     *
     * @param mark names the group
     * @throws SpawnException with {@link SpawnException.Reason#UNSUPPORTED_LIMIT} if the limits are strict and one cannot be enforced
     */
    default Group create(String mark, Limits limits) {
        if (limits.strict()
                && (limits.cpuPercent() > 0
                        || limits.memoryBytes() > 0
                        || limits.pids() > 0
                        || limits.openFiles() > 0
                        || limits.ioWeight() > 0)) {
            throw new SpawnException(
                    SpawnException.Reason.UNSUPPORTED_LIMIT,
                    "This host can enforce no limits; leave them out, or set strict to false",
                    null);
        }
        return Group.NONE;
    }

    /** The mark of the group that a process of the host is in, or is below. */
    default Optional<String> markOf(long pid) {
        return Optional.empty();
    }

    /** Groups that an earlier run of this home left, by their marks. Asked once, at start, when no other Osprey runs here. */
    default List<String> left() {
        return List.of();
    }

    /** One of those {@link #left()}, to be killed and closed; {@link Group#NONE} if there is none. */
    default Group leftover(String mark) {
        return Group.NONE;
    }

    /** Removes the group of this home, once those of all spawns have gone; asked at the stop. */
    default void close() {}
}
