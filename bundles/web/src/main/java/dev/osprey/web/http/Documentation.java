package dev.osprey.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is to know about a route besides who may use it; the OpenAPI document is made of it. Immutable.
 *
 * @param summary what it does, in a few words for people
 * @param parameters of path, query and header
 * @param body schema of the request's body; null if it takes none
 * @param replies what comes back when all is well, by status
 * @param streams whether status 200 brings server-sent events, beside the schema to those who ask for them, or without one always
 * @param repeatable whether it takes {@code Idempotency-Key}
 */
public record Documentation(
        String summary,
        List<Parameter> parameters,
        Map<String, Object> body,
        SortedMap<Integer, Reply> replies,
        boolean streams,
        boolean repeatable) {

    static final Documentation NONE = new Documentation("", List.of(), null, new TreeMap<>(), false, false);

    /**
     * A value that the caller sends.
     *
     * @param in {@code path}, {@code query} or {@code header}
     */
    public record Parameter(String in, String name, String description, Map<String, Object> schema) {}

    /**
     * An answer.
     *
     * @param schema of its body; null if it has none
     */
    public record Reply(String description, Map<String, Object> schema) {}

    Documentation summary(String text) {
        return new Documentation(text, parameters, body, replies, streams, repeatable);
    }

    Documentation parameter(Parameter parameter) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new Documentation(summary, List.copyOf(more), body, replies, streams, repeatable);
    }

    Documentation body(Map<String, Object> schema) {
        return new Documentation(summary, parameters, schema, replies, streams, repeatable);
    }

    Documentation reply(int status, Reply reply) {
        SortedMap<Integer, Reply> more = new TreeMap<>(replies);
        more.put(status, reply);
        return new Documentation(summary, parameters, body, more, streams, repeatable);
    }

    Documentation streaming() {
        return new Documentation(summary, parameters, body, replies, true, repeatable);
    }

    Documentation repeating() {
        return new Documentation(summary, parameters, body, replies, streams, true);
    }
}
