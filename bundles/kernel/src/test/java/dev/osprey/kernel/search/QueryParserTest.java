package dev.osprey.kernel.search;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.search.Findable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {

    private static final Findable CAMERA = new Findable(
            "module",
            "cam-1",
            "Front Camera",
            "Looks at the \"main\" door",
            List.of("device", "Video"),
            Map.of(
                    "url",
                    "http://127.0.0.1:9000/x",
                    "a.b",
                    Map.of("c", true),
                    "list",
                    List.of("room.>", 7),
                    "meta",
                    Map.of("port", 9000, "Unit", "C")));

    private static boolean fits(String text) {
        return QueryParser.parse(text).score(CAMERA) >= 0;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "camera",
                "CAMERA front",
                "\"front cam\"",
                "\"the \\\"main\\\" door\"",
                "*ront?camera",
                "cam-*",
                "video",
                "http://127.0.0.1:9000/x",
                "900",
                "9000",
                "kind:module",
                "KIND:mod*",
                "id:cam-?",
                "name:\"front camera\"",
                "name:front*",
                "tag:VIDEO",
                "tags:dev*",
                "description:looks*",
                "meta.port:9000",
                "META.unit:c",
                "meta.port:90*",
                "a.b.c:true",
                "list:room.*",
                "list.1:7",
                "meta:*",
                "*.port:9000",
                "-microphone",
                "-kind:tool camera",
                "-name:back*",
                "-\"back camera\""
            })
    void findsWhatFits(String text) {
        assertTrue(fits(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camera microphone",
                "\"camera front\"",
                "ront?camera",
                "kind:tool",
                "name:front",
                "port:9000",
                "meta.port:900",
                "meta:9000",
                "list.2:7",
                "list.x:7",
                "nothing:*",
                "-camera",
                "-kind:module",
                "front -door"
            })
    void doesNotFit(String text) {
        assertFalse(fits(text), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a \"b | a quote that is not closed at position 3",
                "a \"\" | nothing between them at position 3",
                "- a | a - before nothing at position 1",
                "a - | a - before nothing at position 3",
                "\"a\"b | right after a closing quote at position 4",
                "x name: y | nothing after name: at position 8",
                "name:\"a\"b | right after a closing quote at position 9"
            })
    void saysWhereItIsWrongAndWhatToDo(String text, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> QueryParser.parse(text))
                .getMessage();
        assertTrue(said.contains(message), said);
        assertTrue(said.contains("; "), said);
    }

    @Test
    void lengthWordsAndGlobsAreBounded() {
        assertTrue(fits("c ".repeat(32)));
        for (String tooMuch :
                List.of("c ".repeat(33), "x".repeat(1001), "*" + "x".repeat(512), "f:" + "x".repeat(513))) {
            assertThrows(IllegalArgumentException.class, () -> QueryParser.parse(tooMuch));
        }
        assertFalse(fits("x".repeat(1000)));
    }

    @Test
    void aKindThatCannotFitIsNotLookedAt() {
        assertTrue(QueryParser.parse("kind:mod* x").admits("module"));
        assertFalse(QueryParser.parse("kind:mod* x").admits("tool"));
        assertFalse(QueryParser.parse("-kind:tool").admits("tool"));
        assertTrue(QueryParser.parse("-x").admits("tool"));
        assertTrue(QueryParser.parse("(kind=module)").admits("tool"));
    }

    @Test
    void betterPlacesAndCloserFitsScoreHigher() {
        List<Findable> order = List.of(
                item("x", "lamp", "", "", 0),
                item("lamp", "x", "", "", 0),
                item("x", "x", "lamp", "", 0),
                item("x", "lamp post", "", "", 0),
                item("lamp post", "x", "", "", 0),
                item("x", "x", "", "lamp post", 0),
                item("x", "x", "", "a lamp", 0));
        double before = Double.MAX_VALUE;
        for (Findable item : order) {
            double score = QueryParser.parse("lamp").score(item);
            assertTrue(score <= before, item + " scores " + score + " after " + before);
            before = score;
        }
        Query lamp = QueryParser.parse("lamp");
        assertTrue(lamp.score(item("x", "a lamp", "", "", 0)) > lamp.score(item("a lamp", "x", "", "", 0)));
        assertTrue(lamp.score(item("x", "x", "a lamp", "", 0)) > lamp.score(item("x", "x", "", "a lamp", 0)));
        Query number = QueryParser.parse("9000");
        assertTrue(number.score(item("x", "x", "", "", 9000)) > number.score(item("x", "x", "", "", 19000)));
    }

    private static Findable item(String id, String name, String tag, String description, Object value) {
        return new Findable(
                "module", id, name, description, tag.isEmpty() ? List.of() : List.of(tag), Map.of("v", value));
    }
}
