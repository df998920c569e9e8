package dev.osprey.launcher.manifest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Typed values of the front matter, or of a map in it; what is not there has the given default, what is wrong is told with its line. */
final class Fields {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([KMG]?)");
    private static final double NANOS = 1e9;

    private final FrontMatter matter;
    private final String prefix;
    private final Map<?, ?> map;
    private final List<String> warnings;

    Fields(FrontMatter matter) {
        this(matter, "", matter.values(), new ArrayList<>());
    }

    private Fields(FrontMatter matter, String prefix, Map<?, ?> map, List<String> warnings) {
        this.matter = matter;
        this.prefix = prefix;
        this.map = map;
        this.warnings = warnings;
    }

    boolean has(String key) {
        return map.get(key) != null;
    }

    boolean isMap(String key) {
        return map.get(key) instanceof Map;
    }

    boolean isList(String key) {
        return map.get(key) instanceof List;
    }

    boolean isText(String key) {
        return map.get(key) instanceof String;
    }

    /** As if there were nothing. */
    Fields none() {
        return new Fields(matter, prefix, Map.of(), warnings);
    }

    Set<?> keys() {
        return map.keySet();
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    void warn(String key, String what) {
        warnings.add(matter.at(prefix + key) + ": " + what);
    }

    ManifestException wrong(String key, String what) {
        return matter.wrong(prefix + key, what);
    }

    /** A complaint that names the key with its value as written, and what to give in its place. */
    ManifestException notGood(String key, String remedy) {
        return wrong(key, prefix + key + " is " + shown(key) + "; " + remedy);
    }

    private String shown(String key) {
        Object value = map.get(key);
        String text = matter.written(prefix + key);
        if (value instanceof Boolean && text != null && !text.equalsIgnoreCase(value.toString())) {
            return text + ", which YAML reads as " + value;
        }
        String all = text == null ? String.valueOf(value) : text;
        return all.length() > 200 ? all.substring(0, 200) + "…" : all;
    }

    /** A map of it, whose keys are all known to be among these; others are warned of. */
    Fields map(String key, Set<String> known) {
        Fields inner = map(key);
        for (Object other : inner.map.keySet()) {
            if (!known.contains(other)) {
                inner.warn(String.valueOf(other), prefix + key + "." + other + " means nothing here; correct the name");
            }
        }
        return inner;
    }

    Fields map(String key) {
        Object value = map.get(key);
        if (value != null && !(value instanceof Map)) {
            throw notGood(key, "give keys and values below it");
        }
        return new Fields(matter, prefix + key + ".", value instanceof Map<?, ?> inner ? inner : Map.of(), warnings);
    }

    String text(String key, String otherwise) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text && text.indexOf('\0') < 0) {
            return text.strip();
        }
        throw notGood(key, "that is not text, put it in quotes");
    }

    /** A text, or the text of a number. */
    String written(String key) {
        Object value = map.get(key);
        if (value == null || value instanceof Map || value instanceof List) {
            return text(key, null);
        }
        String text = matter.written(prefix + key);
        return text == null ? String.valueOf(value) : text;
    }

    /** One of some words in small letters, with {@code -} or {@code _}; told is how they are listed in a complaint. */
    String word(String key, String otherwise, List<String> words) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        String word = String.valueOf(value).strip().toLowerCase(Locale.ROOT).replace('_', '-');
        if (value instanceof String && words.contains(word)) {
            return word;
        }
        throw notGood(
                key,
                "use " + String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1));
    }

    double number(String key, double otherwise, double least, double most) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw notGood(key, "give a number from " + plain(least) + " to " + plain(most));
    }

    int whole(String key, int otherwise, int least, int most) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw notGood(key, "give a whole number from " + least + " to " + most);
    }

    Duration seconds(String key, Duration otherwise, double least, double most) {
        if (!has(key)) {
            return otherwise;
        }
        Object value = map.get(key);
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return Duration.ofNanos(Math.round(number.doubleValue() * NANOS));
        }
        throw notGood(key, "give seconds from " + plain(least) + " to " + plain(most));
    }

    /** The same, where {@code false} means that it is off; then null. */
    Duration secondsOrOff(String key, Duration otherwise, double least, double most) {
        return Boolean.FALSE.equals(map.get(key)) ? null : seconds(key, otherwise, least, most);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /** Bytes as a whole number, or with K, M or G for 1024 each. */
    long bytes(String key, long otherwise, long least, long most) {
        if (!has(key)) {
            return otherwise;
        }
        Matcher size = SIZE.matcher(String.valueOf(map.get(key)).strip().toUpperCase(Locale.ROOT));
        if (size.matches()) {
            int shift = 10
                    * " KMG"
                            .indexOf(
                                    size.group(2).isEmpty()
                                            ? ' '
                                            : size.group(2).charAt(0));
            long number = Long.parseLong(size.group(1));
            long bytes = number << shift;
            if (bytes >> shift == number && bytes >= least && bytes <= most) {
                return bytes;
            }
        }
        throw notGood(key, "give bytes from " + least + " to " + most + ", or such as 64K, 256M, 1G");
    }

    boolean flag(String key, boolean otherwise) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw notGood(key, "write true or false");
    }

    List<String> list(String key) {
        Object value = map.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text) {
            // Kite's own files write short lists on one line without brackets.
            return Arrays.stream(text.split("[,\\s]+"))
                    .filter(item -> !item.isEmpty())
                    .toList();
        }
        if (!(value instanceof List<?> list)) {
            throw notGood(key, "give a list, such as [a, b]");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            if (item == null || item instanceof Map || item instanceof List) {
                throw wrong(key + "." + i, prefix + key + " holds " + item + "; give plain values");
            }
            String text = matter.written(prefix + key + "." + i);
            texts.add(text == null ? String.valueOf(item) : text);
        }
        return List.copyOf(texts);
    }
}
