package dev.osprey.search;

import dev.osprey.access.Principal;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One search over all {@link SearchSource}s. Thread-safe.
 *
 * <p>The text of a search is either an LDAP filter (RFC 4515 as OSGi reads it), if it begins with {@code (}, over the fields and
 * {@code kind}, {@code id}, {@code name}, {@code description}, {@code tags}; or words, all of which must fit:
 *
 * <ul>
 *   <li>{@code word}, {@code "two words"}: stands in the name, id, description, tags or a value, whatever the case; with {@code *} or
 *       {@code ?} it is a glob for the whole of one of these
 *   <li>{@code field:glob}: a field, by its dotted path, has a value that fits; {@code kind:tool}, {@code id:}, {@code name:},
 *       {@code tag:} likewise
 *   <li>{@code -} before any of them: must not fit
 * </ul>
 *
 * <p>An empty text finds everything.
 */
@ProviderType
public interface Search {

    /**
     * Finds.
     *
     * @throws IllegalArgumentException if the text, the limit or the cursor cannot be understood; the message says where
     */
    SearchPage find(SearchQuery query);

    /**
     * Answers a question in plain language, off-line, by ranking names, descriptions and tags.
     *
     * @param most how many entries to use at most, 1 to 50
     * @throws IllegalArgumentException if the question is empty or longer than 1,000 characters
     */
    SearchAnswer answer(Principal principal, String question, int most);
}
