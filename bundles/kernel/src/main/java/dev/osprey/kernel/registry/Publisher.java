package dev.osprey.kernel.registry;

import dev.osprey.registry.Registration;
import java.util.Map;

/** Puts registrations into the framework's service registry. */
@FunctionalInterface
interface Publisher {

    Publication publish(Registration registration, Map<String, Object> properties);
}
