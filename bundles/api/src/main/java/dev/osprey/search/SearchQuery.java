package dev.osprey.search;

import dev.osprey.access.Principal;
import java.util.Objects;

/**
 * A question to {@link Search#find}.
 *
 * @param principal who asks
 * @param text what for; see {@link Search}
 * @param limit the most hits in one answer, 1 to 1,000
 * @param cursor {@link SearchPage#next} of the page before, or null for the first page
 */
public record SearchQuery(Principal principal, String text, int limit, String cursor) {
    public SearchQuery {
        Objects.requireNonNull(principal, "principal");
        text = text == null ? "" : text;
    }
}
