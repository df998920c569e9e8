package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyViewTest {

    private static Map<String, Object> document(Object... fields) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            document.put((String) fields[i], fields[i + 1]);
        }
        return document;
    }

    @Test
    void ofKeysThatDifferByCaseTheFirstStays() {
        assertEquals(
                Map.of("osprey.Port", 1, "osprey.name", "a", "osprey.ZONE", "x"),
                PropertyView.of(
                        document("Port", 1, "port", 2, "PORT", 3, "name", "a", "Name", "b", "ZONE", "x", "Zone", "y")));
    }

    @Test
    void whatTheFrameworkOrTheRegistrySaysDoesNotComeFromADocument() {
        assertEquals(
                Map.of("osprey.x", 1),
                PropertyView.of(document(
                        "Service.id",
                        7,
                        "objectClass",
                        "x",
                        "module",
                        Map.of("id", "other"),
                        "Module.kind",
                        "y",
                        "x",
                        1)));
    }

    @Test
    void listsOfOneKindAreArraysAndOthersGoByIndex() {
        Map<String, Object> view = PropertyView.of(document(
                "texts",
                List.of("a", "b"),
                "flags",
                List.of(true),
                "numbers",
                List.of(1, 2L),
                "mixed",
                List.of("a", 1)));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) view.get("osprey.texts"));
        assertArrayEquals(new Boolean[] {true}, (Boolean[]) view.get("osprey.flags"));
        assertArrayEquals(new Long[] {1L, 2L}, (Long[]) view.get("osprey.numbers"));
        assertEquals("a", view.get("osprey.mixed.0"));
        assertEquals(1, view.get("osprey.mixed.1"));
    }

    @Test
    void nullsAndWhatIsTooMuchAreLeftOut() {
        assertEquals(
                Set.of("osprey.list.1"),
                PropertyView.of(document(
                                "no",
                                null,
                                "empty",
                                Map.of(),
                                "none",
                                List.of(),
                                "long",
                                "x".repeat(1_025),
                                "k".repeat(300),
                                1,
                                "list",
                                Arrays.asList(null, 1)))
                        .keySet());
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            many.put("f" + i, i);
        }
        assertEquals(256, PropertyView.of(many).size());
    }
}
