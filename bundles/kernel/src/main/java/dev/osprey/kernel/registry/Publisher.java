package dev.osprey.kernel.registry;

import dev.osprey.registry.Registration;
import java.time.Instant;
import java.util.Map;

/** Puts registrations into the framework's service registry. */
@FunctionalInterface
interface Publisher {

    /** @param at when the registration was made */
    Publication publish(Registration registration, Map<String, Object> properties, Instant at);
}
