package dev.osprey.access;

/** What a principal may do at most; see {@code docs/access.md} for the table of permissions. */
public enum Role {
    /** Everything, including credentials, grants and Karaf's own commands. */
    ADMIN,
    /** Runs the system: modules, tools, events, registry. */
    OPERATOR,
    /** Looks, changes nothing. */
    VIEWER,
    /** A process of this machine that has not said who it is, at the kernel's socket: its own processes, devices and events of the kernel. */
    LOCAL,
    /** A module, skill or agent: its own registry entry, events but for reserved subjects, and what it was granted. */
    MODULE
}
