package dev.osprey.access;

/**
 * The answer to "may this principal do that".
 *
 * @param allowed the answer
 * @param reason why, in a sentence a person understands
 * @param remedy what would allow it, or null when allowed
 */
public record Verdict(boolean allowed, String reason, String remedy) {}
