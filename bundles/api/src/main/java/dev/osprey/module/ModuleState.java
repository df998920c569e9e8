package dev.osprey.module;

/** What the manifest or an override says: start with the system, start on request, never start. */
public enum ModuleState {
    ENABLED,
    MANUAL,
    DISABLED
}
