package dev.osprey.launcher.run;

/** Programs that run modules: a name in PATH or a full path. */
public record Runtimes(String python, String node, String java) {}
