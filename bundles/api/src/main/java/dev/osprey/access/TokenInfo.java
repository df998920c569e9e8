package dev.osprey.access;

import java.time.Instant;

/**
 * What may be told of a token.
 *
 * @param name whose it is
 * @param role what its owner may do at most
 * @param issuedAt when it was made or handed in; null if that is not known
 * @param stored whether it outlives a restart
 */
public record TokenInfo(String name, Role role, Instant issuedAt, boolean stored) {}
