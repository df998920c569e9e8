package dev.osprey.shell.command;

import dev.osprey.tool.ToolException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Argument;

/**
 * Finds the number behind {@code --watch}. For Karaf an option has a value or has none: it takes the word for a flag, and the number for
 * the first argument.
 */
final class TypedWords {

    private static final String WATCH = "--watch";

    private final Object command;
    private final List<String> words;
    private boolean moved;

    /** @param words what stands behind the named arguments */
    TypedWords(Object command, List<String> words) {
        this.command = command;
        this.words = new ArrayList<>(words);
    }

    /** @param ahead whether {@code --watch} stood before the arguments */
    WatchSeconds seconds(boolean ahead) {
        WatchSeconds seconds = ahead ? first() : WatchSeconds.DEFAULT;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith(WATCH + "=")) {
                seconds = WatchSeconds.of(word.substring(WATCH.length() + 1));
                words.set(i, WATCH);
            } else if (word.equals(WATCH) && i + 1 < words.size() && WatchSeconds.isNumber(words.get(i + 1))) {
                seconds = WatchSeconds.of(words.remove(i + 1));
            }
        }
        return seconds;
    }

    /** What is left of the words. */
    List<String> words() {
        return words;
    }

    /** Takes the number from the arguments, unless a required one would be left without a value. */
    private WatchSeconds first() {
        List<String> all = new ArrayList<>();
        named().stream().map(this::get).filter(Objects::nonNull).forEach(all::add);
        all.addAll(words);
        boolean number = !all.isEmpty() && WatchSeconds.isNumber(all.get(0));
        if (!number || all.stream().filter(word -> !word.startsWith("--")).count() <= required()) {
            return WatchSeconds.DEFAULT;
        }
        moved = true;
        WatchSeconds seconds = WatchSeconds.of(all.remove(0));
        words.clear();
        words.addAll(all);
        return seconds;
    }

    /**
     * Gives the arguments their values again, if the number stood in the place of one.
     *
     * @param rest the words without options
     * @return what stands behind the named arguments
     */
    List<String> settled(List<String> rest) {
        if (!moved) {
            return rest;
        }
        Iterator<String> each = rest.iterator();
        for (Field field : named()) {
            if (!each.hasNext() && argument(field).required()) {
                throw new Failure(
                        ToolException.INVALID_INPUT,
                        "The argument " + argument(field).name() + " is missing.",
                        "Look at the command's --help.");
            }
            set(field, each.hasNext() ? each.next() : null);
        }
        List<String> behind = new ArrayList<>();
        each.forEachRemaining(behind::add);
        return behind;
    }

    private List<Field> named() {
        return arguments().filter(field -> field.getType() == String.class).toList();
    }

    private long required() {
        return arguments().filter(field -> argument(field).required()).count();
    }

    private Stream<Field> arguments() {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = command.getClass(); type != Object.class; type = type.getSuperclass()) {
            Stream.of(type.getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(Argument.class))
                    .forEach(fields::add);
        }
        return fields.stream()
                .sorted(Comparator.comparingInt(field -> argument(field).index()));
    }

    private static Argument argument(Field field) {
        return field.getAnnotation(Argument.class);
    }

    private String get(Field field) {
        try {
            field.setAccessible(true);
            return (String) field.get(command);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be read", e);
        }
    }

    private void set(Field field, String value) {
        try {
            field.set(command, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be set", e);
        }
    }
}
