package dev.osprey.process.host;

import dev.osprey.process.Applied;
import java.util.List;

/** The control group of one spawn, in as many hierarchies as its limits need. Thread-safe. */
public interface Group extends AutoCloseable {

    /**
     * What a group has counted, members that have ended included; -1 stands for what nobody counts here.
     *
     * @param oomKills how many of its processes the kernel ended for want of memory
     * @param pidsRefused how many forks were refused
     */
    record Counts(
            long cpuNanos,
            long memoryBytes,
            long memoryPeakBytes,
            long readBytes,
            long writtenBytes,
            long throttledNanos,
            long oomKills,
            long pidsRefused) {

        /** Nobody counts anything. */
        public static final Counts NONE = new Counts(-1, -1, -1, -1, -1, -1, -1, -1);
    }

    /** One that holds nobody and limits nothing. */
    Group NONE = new Group() {};

    /** What puts the new process into the group and sets the limits that go with a process (rlimits), in this order. */
    default List<StagePart> stage() {
        return List.of();
    }

    /** How each limit that was asked for is met, but for the wall time. */
    default List<Applied> applied() {
        return List.of();
    }

    /**
     * Whether it knows its members and can freeze and kill them all at once. If not, the next seven do nothing, and the tree is found by session
     * and mark.
     */
    default boolean exact() {
        return false;
    }

    /** The ids of its processes, zombies not counted. */
    default List<Long> members() {
        return List.of();
    }

    /** Whether any process is in it. */
    default boolean populated() {
        return false;
    }

    /** Stops all members. @return whether they stand */
    default boolean freeze() {
        return false;
    }

    default void thaw() {}

    /** Kills all members at once, frozen ones too, without waiting for their end. */
    default void kill() {}

    default Counts counts() {
        return Counts.NONE;
    }

    /** Removes it. What cannot be removed yet, since a process has not quite gone, is tried again a little later by somebody else. */
    @Override
    default void close() {}
}
