package dev.osprey.shell.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** Answers that are one object. */
final class Answers {

    private Answers() {}

    /** Calls a tool without input and shows its answer, one value on a line for people. */
    static void pairs(Door door, String tool) {
        show(door.output(), door.ask(tool, Map.of()));
    }

    static void show(Output output, Map<String, Object> document) {
        if (output.json()) {
            output.document(document);
            return;
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        document.forEach((name, value) -> shown.put(name.replace('_', ' '), Values.shown(value)));
        output.pairs(shown);
    }
}
