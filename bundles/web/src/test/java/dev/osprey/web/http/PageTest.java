package dev.osprey.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PageTest {

    private static Map<String, Object> page(Iterable<String> keys, String cursor, int limit) {
        return Page.at(cursor, limit).of(keys, Function.identity(), Function.identity());
    }

    @Property(tries = 200)
    void pagesTogetherAreTheList(
            @ForAll @Size(max = 30) List<@StringLength(min = 1, max = 5) String> keys,
            @ForAll @IntRange(min = 1, max = 7) int limit) {
        TreeSet<String> sorted = new TreeSet<>();
        keys.stream()
                .filter(key -> key.chars().noneMatch(c -> Character.isSurrogate((char) c)))
                .forEach(sorted::add);
        List<Object> seen = new ArrayList<>();
        String cursor = null;
        do {
            Map<String, Object> page = page(sorted, cursor, limit);
            seen.addAll((List<?>) page.get("items"));
            cursor = (String) page.get("next");
        } while (cursor != null);
        assertEquals(new ArrayList<>(sorted), seen);
    }

    @Test
    void whatComesAndGoesMovesNoOtherItem() {
        Map<String, Object> first = page(List.of("a", "c", "e", "g"), null, 2);
        assertEquals(List.of("a", "c"), first.get("items"));
        Map<String, Object> second = page(List.of("b", "d", "e", "g"), (String) first.get("next"), 2);
        assertEquals(List.of("d", "e"), second.get("items"));
        Map<String, Object> last = page(List.of("g"), (String) second.get("next"), 2);
        assertEquals(List.of("g"), last.get("items"));
        assertNull(last.get("next"));
    }

    @Test
    void aPageThatIsJustFullIsTheLast() {
        assertNull(page(List.of("a", "b"), null, 2).get("next"));
    }
}
