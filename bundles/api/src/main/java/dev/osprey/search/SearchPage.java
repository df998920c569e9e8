package dev.osprey.search;

import java.util.List;

/**
 * One page of hits.
 *
 * @param hits best first; of equal ones by kind and id
 * @param next the cursor of the next page, or null if this is the last one
 * @param hidden kinds that were left out because the principal may not see them
 */
public record SearchPage(List<Hit> hits, String next, List<String> hidden) {
    public SearchPage {
        hits = List.copyOf(hits);
        hidden = List.copyOf(hidden);
    }
}
