package dev.osprey.kernel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.search.Findable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The search language against a matcher that is slow and plain. */
class NaiveMatcherTest {

    private static final Arbitrary<String> TEXTS =
            Arbitraries.strings().withChars("abAB.Ü ü-").ofMaxLength(6);

    private record Leaf(String path, String text) {}

    /** One word with what it is meant to be. */
    record Word(boolean not, String field, String value) {

        String written() {
            boolean quote = value.contains(" ") || value.startsWith("-") && field == null;
            return (not ? "-" : "") + (field == null ? "" : field + ":") + (quote ? "\"" + value + "\"" : value);
        }

        boolean fits(Findable item) {
            return not != plainly(item);
        }

        private boolean plainly(Findable item) {
            List<Leaf> leaves = new ArrayList<>();
            flatten("", item.fields(), leaves);
            if (field == null) {
                List<String> all =
                        new ArrayList<>(leaves.stream().map(Leaf::text).toList());
                all.addAll(item.tags());
                all.addAll(List.of(item.name(), item.id(), item.description()));
                boolean wild = value.contains("*") || value.contains("?");
                return all.stream()
                        .anyMatch(text -> wild ? glob(text) : lower(text).contains(lower(value)));
            }
            return switch (field) {
                case "kind" -> glob(item.kind());
                case "id" -> glob(item.id());
                case "name" -> glob(item.name());
                case "tag" -> item.tags().stream().anyMatch(this::glob);
                default ->
                    leaves.stream()
                            .anyMatch(leaf -> lower(leaf.path())
                                            .replaceAll("\\.[0-9]+$", "")
                                            .equals(lower(field))
                                    && glob(leaf.text()));
            };
        }

        private boolean glob(String text) {
            StringBuilder regex = new StringBuilder();
            for (char c : lower(value).toCharArray()) {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
            return Pattern.compile(regex.toString(), Pattern.DOTALL)
                    .matcher(lower(text))
                    .matches();
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    private static void flatten(String path, Object value, List<Leaf> leaves) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, child) -> flatten(path.isEmpty() ? (String) key : path + "." + key, child, leaves));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                flatten(path + "." + i, list.get(i), leaves);
            }
        } else if (!path.isEmpty()) {
            leaves.add(new Leaf(path, value instanceof Map ? "{}" : value instanceof List ? "[]" : "" + value));
        }
    }

    @Provide
    Arbitrary<Findable> items() {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                TEXTS.map(text -> (Object) text),
                Arbitraries.of(1, 12, true).map(value -> (Object) value),
                TEXTS.list().ofMaxSize(3).map(value -> (Object) value));
        Arbitrary<String> keys = Arbitraries.of("p", "q", "R", "p.q");
        Arbitrary<Map<String, Object>> fields = Arbitraries.maps(
                        keys,
                        Arbitraries.oneOf(
                                leaf, Arbitraries.maps(keys, leaf).ofMaxSize(3).map(map -> (Object) map)))
                .ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of("module", "tool"),
                        TEXTS.filter(text -> !text.isEmpty()),
                        TEXTS,
                        TEXTS,
                        TEXTS.list().ofMaxSize(2),
                        fields)
                .as(Findable::new);
    }

    @Provide
    Arbitrary<List<Word>> words() {
        Arbitrary<String> values =
                Arbitraries.strings().withChars("abAüÜ*?.- 1").ofMinLength(1).ofMaxLength(4);
        return Combinators.combine(
                        Arbitraries.of(false, false, true),
                        Arbitraries.of("kind", "id", "name", "tag", "p", "P.Q", "r")
                                .injectNull(0.5),
                        values)
                .as(Word::new)
                // a star alone also fits what has parts, which this matcher does not know
                .filter(word -> word.field == null || !word.value.matches("\\*+"))
                .list()
                .ofMaxSize(3);
    }

    @Property(tries = 3000)
    void findsWhatTheNaiveMatcherFinds(@ForAll("items") Findable item, @ForAll("words") List<Word> words) {
        String text = String.join(" ", words.stream().map(Word::written).toList());
        boolean expected = words.stream().allMatch(word -> word.fits(item));
        assertEquals(expected, QueryParser.parse(text).score(item) >= 0, () -> text + " on " + item);
    }

    @Property(tries = 2000)
    void whateverIsTypedIsUnderstoodOrRefusedWithAMessage(
            @ForAll("typed") String text, @ForAll("items") Findable item) {
        try {
            QueryParser.parse(text).score(item);
        } catch (IllegalArgumentException refused) {
            assertEquals(true, refused.getMessage().contains("; "), refused.getMessage());
        }
    }

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries.strings().withChars("(&|!)=*\\\"-: ab?<>~").ofMaxLength(24);
    }
}
