package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentCopyTest {

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 200, 4, 1);

    @Test
    void everyJsonValueKeepsItsType() {
        Map<String, Object> document = new HashMap<>();
        document.put("null", null);
        document.put("big", new BigDecimal("1e999"));
        document.put("list", Arrays.asList(1, null, 2L, true, "x", List.of(), Map.of()));
        assertEquals(document, DocumentCopy.of(document, LIMITS));
    }

    @Test
    void whatIsNotJsonIsRefused() {
        for (Object bad : new Object[] {Double.NaN, Float.POSITIVE_INFINITY, new Object(), 'c', new int[0]}) {
            assertThrows(IllegalArgumentException.class, () -> DocumentCopy.of(Map.of("x", bad), LIMITS));
        }
        assertThrows(IllegalArgumentException.class, () -> DocumentCopy.of(Map.of("x", Map.of(1, 2)), LIMITS));
    }

    @Test
    void sizeIsCountedInBytesOfUtf8() {
        DocumentCopy.of(Map.of("x", "y".repeat(150)), LIMITS);
        assertThrows(IllegalArgumentException.class, () -> DocumentCopy.of(Map.of("x", "ü".repeat(150)), LIMITS));
    }

    @Test
    void depthIsBoundedAlsoForACircle() {
        DocumentCopy.of(Map.of("1", Map.of("2", Map.of("3", Map.of()))), LIMITS);
        Map<String, Object> circle = new HashMap<>();
        circle.put("again", circle);
        String message = assertThrows(IllegalArgumentException.class, () -> DocumentCopy.of(circle, LIMITS))
                .getMessage();
        assertTrue(message.contains("4 levels"), message);
    }

    @Test
    void aPathIsBounded() {
        Limits wide = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 10_000, 4, 1);
        String key = "k".repeat(DocumentCopy.MAX_PATH - 2);
        DocumentCopy.of(Map.of(key, Map.of("x", 1)), wide);
        DocumentCopy.of(Map.of(key, List.of(1)), wide);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> DocumentCopy.of(Map.of(key, Map.of("xy", 1)), wide))
                .getMessage();
        assertTrue(message.contains("1024 characters"), message);
        assertThrows(
                IllegalArgumentException.class, () -> DocumentCopy.of(Map.of(key, Collections.nCopies(11, 1)), wide));
    }
}
