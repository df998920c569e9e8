package dev.osprey.search;

import dev.osprey.access.Permission;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ConsumerType;

/** Brings things to the one search: register it as a service. Must be thread-safe. */
@ConsumerType
public interface SearchSource {

    /** The kind of all that it brings. */
    String kind();

    /** What a principal must have (resource {@code *}) to see them; without it they are left out of its answers. */
    Permission permission();

    /** All of them at this moment. Is closed by the caller; should be quick, it runs at each search. */
    Stream<Findable> items();
}
