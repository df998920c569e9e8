package dev.osprey.web.openapi;

import dev.osprey.web.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A subject or pattern as a channel; its wildcards are the parameters of the address. */
final class AsyncChannel {

    private AsyncChannel() {}

    static boolean pattern(String subject) {
        for (String token : subject.split("\\.")) {
            if (token.equals("*") || token.equals(">")) {
                return true;
            }
        }
        return false;
    }

    static Map<String, Object> of(String subject) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        StringBuilder address = new StringBuilder();
        for (String token : subject.split("\\.")) {
            address.append(address.length() == 0 ? "" : ".");
            if (token.equals("*") || token.equals(">")) {
                String name = token.equals(">") ? "rest" : "token" + (parameters.size() + 1);
                parameters.put(
                        name, Map.of("description", token.equals(">") ? "One or more tokens" : "Exactly one token"));
                address.append('{').append(name).append('}');
            } else {
                address.append(token);
            }
        }
        boolean sayable = subject.indexOf('{') < 0 && subject.indexOf('}') < 0;
        Map<String, Object> channel = Json.object(
                "address", sayable ? address.toString() : null, "title", subject, "messages", new TreeMap<>());
        if (sayable && !parameters.isEmpty()) {
            channel.put("parameters", parameters);
        }
        return channel;
    }

    /** A name as a key that may stand in a reference, another one than those that are taken. */
    static String key(String name, Set<String> taken) {
        StringBuilder key = new StringBuilder();
        for (char c : name.toCharArray()) {
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
            key.append(plain ? String.valueOf(c) : String.format("_%04x", (int) c));
        }
        String free = key.toString();
        for (int i = 2; taken.contains(free); i++) {
            free = key + "_" + i;
        }
        return free;
    }
}
