package dev.osprey.kernel.search;

import dev.osprey.search.Findable;

/** A search text that was understood. Thread-safe. */
interface Query {

    /** How well an item fits; negative if it does not. */
    double score(Findable item);

    /** Whether something of this kind could fit. */
    boolean admits(String kind);
}
