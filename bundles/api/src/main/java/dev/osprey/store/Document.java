package dev.osprey.store;

/**
 * A stored document.
 *
 * @param name its name
 * @param version 1 for the first, one more with each write
 * @param content the bytes
 */
public record Document(String name, long version, byte[] content) {}
