package dev.osprey.shell.command;

import dev.osprey.shell.complete.Subjects;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Publishes an event. */
@Service
@Command(
        scope = "hub",
        name = "publish",
        description = "Publishes an event",
        detailedDescription = "Example: hub:publish lamp.switched '{\"on\": true}'")
public final class HubPublish extends OspreyCommand {

    @Argument(index = 0, name = "subject", description = "Tokens joined by dots", required = true)
    @Completion(Subjects.class)
    String subject;

    @Argument(index = 1, name = "data", description = "A JSON object in single quotes", multiValued = true)
    List<String> data;

    @Override
    List<String> words() {
        return data;
    }

    @Override
    void run(Door door, List<String> words) {
        if (words.size() > 1) {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    "The data has more than one word: " + String.join(" ", words) + ".",
                    "Put it in single quotes: hub:publish " + subject + " '{\"key\": \"value\"}'");
        }
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("subject", subject);
        if (!words.isEmpty()) {
            input.put("data", Json.read(words.get(0)));
        }
        Object result = door.call("event.publish", input);
        if (door.output().json()) {
            door.output().document(result);
        } else {
            door.output().line("Published " + subject);
        }
    }
}
