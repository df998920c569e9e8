package dev.osprey.process.table;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;

/** Hears what happens to processes. Must not block. */
interface Happenings {

    Happenings NONE = new Happenings() {};

    default void spawned(ManagedProcess process) {}

    default void exited(ManagedProcess process, ProcessExit exit) {}

    default void killed(ManagedProcess process, KillReport report) {}

    default void paused(ManagedProcess process) {}

    default void resumed(ManagedProcess process) {}

    /** @param what of the resource it had too much: {@code killed, refused, throttled} */
    default void limit(ManagedProcess process, String resource, String what) {}

    /** @param what the sandbox denied */
    default void denied(ManagedProcess process, String what) {}

    default void leftovers(KillReport report) {}
}
