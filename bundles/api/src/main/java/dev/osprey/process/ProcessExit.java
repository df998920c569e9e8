package dev.osprey.process;

/**
 * How a process ended.
 *
 * @param code the exit code; 128 + n if signal n ended it
 * @param signal the signal's name without SIG, such as {@code KILL}, or null
 */
public record ProcessExit(int code, String signal) {}
