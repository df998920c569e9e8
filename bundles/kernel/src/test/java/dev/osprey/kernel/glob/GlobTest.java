package dev.osprey.kernel.glob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GlobTest {

    @Property(tries = 2000)
    void matchesWhatTheSameRegularExpressionMatches(@ForAll("globs") String glob, @ForAll("texts") String text) {
        boolean expected = asExpression(glob, text);
        assertEquals(expected, Glob.compile(glob).matches(text));
        assertEquals(expected, new Automaton(glob.codePoints().toArray()).matches(text));
    }

    private static boolean asExpression(String glob, String text) {
        String regex = glob.codePoints()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }

    @Test
    void longGlobsMatchLongTexts() {
        String text = "b" + "a".repeat(40_000) + "cd";
        for (int length : new int[] {1, 61, 62, 63, 64, 65, 127, 128, 129, 400}) {
            String run = "a".repeat(length);
            for (String glob : List.of("*" + run + "*d", "b" + run + "*??d", "*" + run + "?d", "?*" + run + "c?")) {
                assertTrue(Glob.compile(glob).matches(text), glob);
            }
            for (String glob : List.of("*" + run + "b*", "b" + run + "*a", run + "*", "*" + run, "*d?")) {
                assertFalse(Glob.compile(glob).matches(text), glob);
            }
        }
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.of("a", "b", ".", "*", "?", "\uD83D\uDE00")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", ".", "\n", "\uD83D\uDE00")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Test
    void aHostileGlobIsBounded() {
        String text = "a".repeat(20_000);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Glob.compile("*a".repeat(250) + "b")
                .matches(text));
        assertThrows(IllegalArgumentException.class, () -> Glob.compile("*".repeat(600)));
    }
}
