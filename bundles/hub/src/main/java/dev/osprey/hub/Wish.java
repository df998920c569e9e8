package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.event.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code subscribe} frame, read. What the client did not say is null or 0.
 *
 * @param name of the subscription, null for the connection's own
 * @param patterns not checked yet
 */
record Wish(
        String name, List<String> patterns, Policy policy, String group, int maxEvents, int maxBytes, Position from) {

    private static final int MAX_NAME = 64;

    static Wish of(JsonNode frame, HubSettings settings) {
        return new Wish(
                name(frame),
                patterns(frame, false),
                policy(frame),
                word(frame, "group"),
                bound(frame, "max_events", settings.maxQueued()),
                bound(frame, "max_bytes", settings.maxPending()),
                from(frame.get("from")));
    }

    String key() {
        return name == null ? "" : name;
    }

    Terms terms(HubSettings settings) {
        return new Terms(
                name,
                policy == null ? Policy.DISCONNECT : policy,
                group,
                maxEvents == 0 ? settings.maxQueued() : maxEvents,
                maxBytes == 0 ? settings.maxPending() : maxBytes);
    }

    /** Whether nothing is asked for that the subscription is not. */
    boolean fits(Terms known) {
        return (policy == null || policy == known.policy())
                && (group == null || group.equals(known.group()))
                && (maxEvents == 0 || maxEvents == known.maxEvents())
                && (maxBytes == 0 || maxBytes == known.maxBytes());
    }

    static String name(JsonNode frame) {
        return word(frame, "name");
    }

    private static String word(JsonNode frame, String key) {
        JsonNode value = frame.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        String text = value.textValue();
        if (text == null
                || text.isEmpty()
                || text.length() > MAX_NAME
                || !text.chars().allMatch(c -> c > ' ' && c != 0x7f)) {
            throw new RefusedException(
                    Refusal.badField(key + " must be a string of 1 to " + MAX_NAME + " characters without blanks."));
        }
        return text;
    }

    /**
     * The strings under {@code events} and {@code patterns}.
     *
     * @return null if neither is there and that is allowed
     */
    static List<String> patterns(JsonNode frame, boolean optional) {
        List<String> found = new ArrayList<>();
        boolean there = false;
        for (String key : List.of("events", "patterns")) {
            JsonNode list = frame.get(key);
            if (list == null) {
                continue;
            }
            there = true;
            list.forEach(item -> found.add(item.textValue()));
            if (!list.isArray() || found.contains(null)) {
                throw new RefusedException(Refusal.badField("events must be a list of strings, the patterns."));
            }
        }
        if (!there && !optional) {
            throw new RefusedException(Refusal.badField("events is missing, the list of patterns."));
        }
        return there ? found : null;
    }

    private static Policy policy(JsonNode frame) {
        JsonNode value = frame.get("policy");
        if (value == null || value.isNull()) {
            return null;
        }
        Policy policy = Policy.of(value.asText());
        if (policy == null) {
            throw new RefusedException(
                    Refusal.badField("policy is " + value + ", it must be disconnect, drop-oldest, latest or block."));
        }
        return policy;
    }

    private static int bound(JsonNode frame, String key, int most) {
        JsonNode value = frame.get(key);
        if (value == null || value.isNull()) {
            return 0;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1 || value.intValue() > most) {
            throw new RefusedException(Refusal.badField(key + " is " + value + ", it must be from 1 to " + most + "."));
        }
        return value.intValue();
    }

    private static Position from(JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            if (value.isTextual() || value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
                return Position.parse(value.asText());
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Refusal.badField(e.getMessage() + "."));
        }
        throw new RefusedException(
                Refusal.badField("from is " + value + ", it must be a sequence number, an RFC 3339 time, or last."));
    }
}
