package dev.osprey.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class IdGlobTest {

    @Property(tries = 3000)
    void agreesWithARegularExpression(
            @ForAll @Chars({'a', 'b', '.', '*', '?'}) @StringLength(max = 7) String glob,
            @ForAll @CharRange(from = 'a', to = 'b') @Chars('.') @StringLength(max = 7) String id) {
        String expression = glob.replace(".", "\\.").replace("*", ".*").replace("?", ".");
        assertEquals(Pattern.matches(expression, id), IdGlob.fits(glob, id));
    }
}
