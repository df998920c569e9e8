package dev.osprey.module;

import java.time.Instant;

/**
 * Why a module is as it is.
 *
 * @param text for people: what is so, and what to do about it
 * @param module whom it is about, if that is another module; else null
 */
public record Why(Code code, String text, String module, Instant at) {

    /** For programs. */
    public enum Code {
        /** It was just found. */
        NEW,
        MANUAL,
        DISABLED,
        /** Its state was changed, which starts and stops nothing by itself. */
        HELD,
        REQUESTED,
        REMOVED,
        SHUTDOWN,
        /** Osprey's own doors are not open. */
        WAITING_DOORS,
        WAITING_DEPENDENCY,
        DEPENDENCY_MISSING,
        DEPENDENCY_DISABLED,
        DEPENDENCY_FAILED,
        CYCLE,
        SPAWN_FAILED,
        EXITED,
        SIGNALLED,
        OUT_OF_MEMORY,
        READY_TIMEOUT,
        /** It has done what it was to do. */
        COMPLETED,
        /** It ended too often. */
        GAVE_UP,
        WATCHDOG,
        /** Its manifest cannot be used. */
        MANIFEST,
        NAME_TAKEN,
        /** A part of Osprey does its work. */
        REPLACED
    }
}
