package dev.osprey.event;

import org.osgi.annotation.versioning.ProviderType;

/** The receivers of one subject in one state of the index. Immutable but for {@link #current()}. */
@ProviderType
public interface Route {

    /** The subject that was asked for. */
    String subject();

    /** Whether no subscription has changed since; if false, ask the router again. */
    boolean current();

    /** How many sinks there are; 0 means that nobody listens. */
    int size();
}
