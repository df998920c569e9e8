package dev.osprey.registry;

import dev.osprey.access.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The registry, a view of the OSGi service registry: a registration becomes a service with {@link #MODULE_ID}, and every service
 * that carries this property is an entry. Thread-safe.
 *
 * <p>Events: {@code module.registered}, {@code module.deregistered}, {@code module.expired}, each with {@code module_id}.
 */
@ProviderType
public interface Registry {

    /** Service property that makes a service an entry of the registry. */
    String MODULE_ID = "osprey.module.id";

    /** Service property: the {@code module_type} of a bundle's own entry; {@code bundle} if left out. */
    String MODULE_TYPE = "osprey.module.type";

    /** Service property: the {@code name} of a bundle's own entry; its id if left out. */
    String MODULE_NAME = "osprey.module.name";

    /** Service property: a JSON object as text, whose fields are laid over those of a bundle's own entry. */
    String MODULE_DOCUMENT = "osprey.module.document";

    /** Prefix of the service properties that show an entry's fields; a derived view, never the record. */
    String PREFIX = "osprey.";

    /**
     * Registers or replaces an entry. The first holder of an id keeps it.
     *
     * @return the entry with its time to live
     * @throws dev.osprey.access.AccessDeniedException if the principal may not act for this id
     * @throws ModuleIdTakenException if another holder has the id
     * @throws IllegalArgumentException if the registration is malformed or too large
     */
    Entry register(Principal principal, Registration registration);

    /**
     * Extends the lease.
     *
     * @throws UnknownModuleException if there is no such entry: register again
     * @throws dev.osprey.access.AccessDeniedException if the principal may not act for this id
     */
    Entry heartbeat(Principal principal, String moduleId);

    /**
     * Ends an entry.
     *
     * @return false if there was none
     * @throws dev.osprey.access.AccessDeniedException if the principal may not act for this id
     */
    boolean deregister(Principal principal, String moduleId);

    /** All entries, ordered by id. */
    List<Entry> entries();

    /** How many entries there are. */
    int size();

    /** One entry by its exact id. */
    Optional<Entry> entry(String moduleId);

    /**
     * Finds fields, ordered by module id, then field.
     *
     * @throws IllegalArgumentException if a glob is too long or there are too many rows
     */
    List<Match> lookup(LookupFilter filter);

    /** As {@link #lookup(LookupFilter)}; null is {@code *}. */
    default List<Match> lookup(String module, String field, String value) {
        return lookup(new LookupFilter(module, field, value));
    }

    /**
     * The value at a dotted path whose first part is a module id; where keys hold dots, the longest key that fits is taken.
     *
     * @return the value: Map, List, String, Number, Boolean or null for JSON null
     * @throws UnknownPathException if nothing is there
     */
    Object get(String path);

    /** How long an entry lives without a heartbeat. */
    Duration ttl();
}
