package dev.osprey.search;

/**
 * Something that was found.
 *
 * @param item what
 * @param score how well it fits, higher is better; only good for comparing hits of one answer
 */
public record Hit(Findable item, double score) {}
