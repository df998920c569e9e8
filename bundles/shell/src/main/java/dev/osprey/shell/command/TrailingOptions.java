package dev.osprey.shell.command;

import dev.osprey.tool.ToolException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Option;

/** Karaf knows options before the arguments only; this finds them behind, where most people write {@code --json}. */
final class TrailingOptions {

    private final Object command;

    TrailingOptions(Object command) {
        this.command = command;
    }

    /** Sets the fields of the options among the words, and returns the other words. */
    List<String> take(List<String> words) {
        List<String> rest = new ArrayList<>();
        for (Iterator<String> each = words.iterator(); each.hasNext(); ) {
            String word = each.next();
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            Optional<Field> field = field(name);
            if (field.isPresent()) {
                set(
                        field.get(),
                        name,
                        equals < 0 ? each : List.of(word.substring(equals + 1)).iterator());
            } else if (word.startsWith("--")) {
                throw invalid("There is no option " + word + ".");
            } else {
                rest.add(word);
            }
        }
        return rest;
    }

    private Optional<Field> field(String name) {
        for (Class<?> type = command.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Option option = field.getAnnotation(Option.class);
                if (option != null
                        && (option.name().equals(name)
                                || Arrays.asList(option.aliases()).contains(name))) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }

    private void set(Field field, String name, Iterator<String> words) {
        try {
            field.setAccessible(true);
            if (field.getType() == boolean.class) {
                field.setBoolean(command, true);
            } else if (!words.hasNext()) {
                throw invalid("The option " + name + " needs a value.");
            } else if (field.getType() == int.class) {
                field.setInt(command, number(name, words.next()));
            } else {
                field.set(command, words.next());
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " cannot be set", e);
        }
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw invalid("The option " + name + " needs a whole number, not " + value + ".");
        }
    }

    private static Failure invalid(String message) {
        return new Failure(ToolException.INVALID_INPUT, message, "Look at the command's --help.");
    }
}
