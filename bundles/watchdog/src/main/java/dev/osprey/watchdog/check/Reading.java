package dev.osprey.watchdog.check;

/** A look and the name of what was looked at. */
public record Reading(String check, Look look) {}
