package dev.osprey.shell.command;

import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a tool's input of what a person typed: one JSON object, or {@code key=value} words. */
final class ToolInput {

    private ToolInput() {}

    static Map<String, Object> of(List<String> words) {
        if (words.size() == 1 && words.get(0).strip().startsWith("{")) {
            return object(words.get(0));
        }
        Map<String, Object> input = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new Failure(
                        ToolException.INVALID_INPUT,
                        "The input " + word + " is neither a JSON object nor key=value.",
                        "Write '{\"key\": \"value\"}' in single quotes, or key=value words.");
            }
            if (input.put(word.substring(0, equals), value(word.substring(equals + 1))) != null) {
                throw new Failure(
                        ToolException.INVALID_INPUT,
                        "The field " + word.substring(0, equals) + " is given twice.",
                        "Give it once; a list is one JSON value: key='[1, 2]'.");
            }
        }
        return input;
    }

    private static Map<String, Object> object(String text) {
        if (Json.read(text) instanceof Map<?, ?> map) {
            Map<String, Object> input = new LinkedHashMap<>();
            map.forEach((key, value) -> input.put((String) key, value));
            return input;
        }
        throw new IllegalStateException("JSON that starts with { is an object");
    }

    /** A JSON value where it is one, else the text itself: {@code count=3} is a number, {@code name=clock} a text. */
    private static Object value(String text) {
        try {
            return Json.read(text);
        } catch (Failure notJson) {
            return text;
        }
    }
}
