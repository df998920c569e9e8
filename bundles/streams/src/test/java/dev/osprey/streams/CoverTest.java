package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.event.SubjectPattern;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CoverTest {

    /** c stands in no pattern: it is any token that nobody thought of. */
    private static final List<String> SUBJECTS = subjects(5, List.of("a", "b", "c"));

    @Property(tries = 2_000)
    void aPatternIsCoveredIfEverySubjectOfItIsMatched(
            @ForAll("patterns") List<String> patterns, @ForAll("pattern") String wanted) {
        SubjectPattern asked = new SubjectPattern(wanted);
        boolean all = SUBJECTS.stream().filter(asked::matches).allMatch(subject -> patterns.stream()
                .anyMatch(each -> new SubjectPattern(each).matches(subject)));
        assertEquals(all, Cover.covers(patterns, wanted), () -> patterns + " of " + wanted);
    }

    @Provide
    Arbitrary<List<String>> patterns() {
        return pattern().list().ofMinSize(0).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> pattern() {
        return Arbitraries.of("a", "b", "*").list().ofMinSize(0).ofMaxSize(3).flatMap(tokens -> Arbitraries.of(
                        true, false)
                .map(rest -> {
                    List<String> all = new ArrayList<>(tokens);
                    if (rest || all.isEmpty()) {
                        all.add(">");
                    }
                    return String.join(".", all);
                }));
    }

    private static List<String> subjects(int length, List<String> tokens) {
        List<String> all = new ArrayList<>();
        List<String> last = List.of("");
        for (int i = 0; i < length; i++) {
            List<String> longer = new ArrayList<>();
            for (String start : last) {
                tokens.forEach(token -> longer.add(start.isEmpty() ? token : start + "." + token));
            }
            all.addAll(longer);
            last = longer;
        }
        return all;
    }
}
