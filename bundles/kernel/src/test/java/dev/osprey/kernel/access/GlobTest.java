package dev.osprey.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class GlobTest {

    @Property
    void matchesAsTheRegularExpressionOfTheSameMeaning(
            @ForAll @Chars({'a', 'b', '.', '*', '?'}) @StringLength(max = 8) String glob,
            @ForAll @CharRange(from = 'a', to = 'b') @Chars('.') @StringLength(max = 10) String text) {
        String expression = glob.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        assertEquals(Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches(), Glob.matches(glob, text));
    }
}
