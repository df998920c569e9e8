package dev.osprey.search;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Something that can be found.
 *
 * @param kind {@code module}, {@code service}, {@code tool}, {@code device}, {@code task}, ...: one word in lower case
 * @param id unique within its kind
 * @param name for people; the id if it has no other
 * @param description one or a few sentences, or empty
 * @param tags single words that it goes by
 * @param fields everything else, JSON values by name; nested ones are searched by their dotted path; read-only, not copied
 */
public record Findable(
        String kind, String id, String name, String description, List<String> tags, Map<String, Object> fields) {
    public Findable {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        name = name == null || name.isEmpty() ? id : name;
        description = description == null ? "" : description;
        tags = tags == null ? List.of() : List.copyOf(tags);
        fields = fields == null ? Map.of() : fields;
    }
}
