package dev.osprey.kernel.glob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
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
        String regex = glob.codePoints()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        assertEquals(
                Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches(),
                Glob.compile(glob).matches(text));
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
