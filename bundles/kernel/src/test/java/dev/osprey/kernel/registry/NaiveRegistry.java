package dev.osprey.kernel.registry;

import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The registry as slow and simple as it can be: documents by id, all of them walked at each look-up. And random ones to put there. */
final class NaiveRegistry {

    static final List<String> KEYS = List.of("a", "b", "a.b", "b.0", "c", "");
    private static final List<Object> SCALARS =
            Arrays.asList("x", "xy", "y*", 1, 1L, 1.5, true, null, "", "null", "{}");

    final Map<String, Map<String, Object>> documents = new TreeMap<>();

    List<Match> lookup(LookupFilter filter) {
        List<Match> rows = new ArrayList<>();
        documents.forEach((id, document) -> {
            if (fits(filter.module(), id)) {
                List<Match> own = new ArrayList<>();
                flatten(id, List.of(), document, own);
                own.removeIf(row -> !fits(filter.field(), row.field()) || !fits(filter.value(), text(row.value())));
                own.sort(Comparator.comparing(Match::field));
                rows.addAll(own);
            }
        });
        return rows;
    }

    private static void flatten(String id, List<String> keys, Object node, List<Match> rows) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, child) -> flatten(id, with(keys, (String) key), child, rows));
        } else if (node instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                flatten(id, with(keys, String.valueOf(i)), list.get(i), rows);
            }
        } else {
            rows.add(new Match(id, String.join(".", keys), node));
        }
    }

    private static List<String> with(List<String> keys, String key) {
        List<String> below = new ArrayList<>(keys);
        // A path never begins with a dot.
        if (below.equals(List.of(""))) {
            below.clear();
        }
        below.add(key);
        return below;
    }

    private static String text(Object value) {
        return value instanceof Map ? "{}" : value instanceof List ? "[]" : String.valueOf(value);
    }

    private static boolean fits(String glob, String text) {
        String regex = glob.codePoints()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }

    static Map<String, Object> randomDocument(Random random) {
        return randomMap(random, 3);
    }

    private static Map<String, Object> randomMap(Random random, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int fields = random.nextInt(4); fields > 0; fields--) {
            map.put(KEYS.get(random.nextInt(KEYS.size())), randomValue(random, depth - 1));
        }
        return map;
    }

    private static Object randomValue(Random random, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        if (kind == 1) {
            return randomMap(random, depth);
        }
        if (kind == 2) {
            List<Object> list = new ArrayList<>();
            for (int items = random.nextInt(3); items > 0; items--) {
                list.add(randomValue(random, depth - 1));
            }
            return list;
        }
        return SCALARS.get(random.nextInt(SCALARS.size()));
    }

    /** A document that takes far less memory than its paths would. */
    static Map<String, Object> looseDocument(Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            fields.put("k" + i, value);
        }
        return Map.of("a", value, "long".repeat(200), fields);
    }

    static LookupFilter randomFilter(Random random) {
        return new LookupFilter(
                any(random, "*", "*", "m1*", "m?", "m*7", "m12", "n*"),
                any(random, "*", "a", "b", "a.b", "c", "", "a*", "*.b", "b.?", "a.b.0", "*c*", "zz"),
                any(random, "*", "*", "x", "1", "null", "true", "{}", "[]", "x*", "?", "", "1.5", "y*"));
    }

    private static String any(Random random, String... choice) {
        return choice[random.nextInt(choice.length)];
    }

    static Holding holding(long serviceId, String id, Map<String, Object> document) {
        return new Holding(serviceId, id, Holding.Kind.LEASED, "x", document, Instant.EPOCH);
    }
}
