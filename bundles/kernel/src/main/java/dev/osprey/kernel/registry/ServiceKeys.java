package dev.osprey.kernel.registry;

import dev.osprey.registry.Registry;

/** Service properties that say what an entry is; only the kernel's own services are believed in {@link #KIND} and {@link #HOLDER}. */
public final class ServiceKeys {

    /** Everything below belongs to the registry. */
    static final String RESERVED = Registry.PREFIX + "module.";

    /** Who holds it. */
    public static final String HOLDER = RESERVED + "holder";
    /** How it came to be an entry. */
    public static final String KIND = RESERVED + "kind";

    /** Value of {@link #KIND}: said of a bundle that does not speak for itself; gives way to what the bundle says. */
    public static final String DERIVED = Holding.Kind.DERIVED.name();

    private ServiceKeys() {}
}
