package dev.osprey.launcher.log;

import dev.osprey.launcher.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * A line of a module's output that is meant for the launcher: a JSON object with a text under {@code kite}. Osprey needs none of
 * them, since registry and hub are its own; they only stay out of the log. So text that a module echoes can command nothing.
 */
final class ControlMessage {

    private ControlMessage() {}

    static boolean is(String line) {
        String text = line.strip();
        return text.startsWith("{")
                && text.contains("\"kite\"")
                && Json.object(text.getBytes(StandardCharsets.UTF_8))
                        .filter(object -> object.get("kite") instanceof String kind && !kind.isEmpty())
                        .isPresent();
    }
}
