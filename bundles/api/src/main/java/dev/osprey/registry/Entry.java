package dev.osprey.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * An entry of the registry at one moment.
 *
 * @param moduleId the id
 * @param document the registration as received, or derived from service properties for a bundle's own service
 * @param holder who holds it: the name of a principal, or {@code bundle:} and a symbolic name
 * @param registeredAt when the present registration began
 * @param lastHeartbeat the last registration or heartbeat
 * @param ttl how long it lives after {@code lastHeartbeat}; null for a bundle's service, which lives as long as the service does
 */
public record Entry(
        String moduleId,
        Map<String, Object> document,
        String holder,
        Instant registeredAt,
        Instant lastHeartbeat,
        Duration ttl) {}
