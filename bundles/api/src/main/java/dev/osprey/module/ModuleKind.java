package dev.osprey.module;

/** What runs a module. */
public enum ModuleKind {
    /** A child process, described by a {@code module.md}. */
    PROCESS,
    /** A bundle with an {@code osprey.module} capability. */
    BUNDLE
}
