package dev.osprey.shell.command;

import dev.osprey.shell.complete.Subjects;
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
        detailedDescription = "Examples: hub:publish lamp.switched room=attic on=true, hub:publish lamp.switched "
                + "'{\"room\": \"attic\"}' --json")
public final class HubPublish extends OspreyCommand {

    @Argument(
            index = 0,
            name = "subject",
            description = "Tokens joined by dots, such as lamp.switched; no * and no >",
            required = true)
    @Completion(Subjects.class)
    String subject;

    @Argument(
            index = 1,
            name = "data",
            description = "A JSON object in single quotes, or key=value words",
            multiValued = true)
    List<String> data;

    @Override
    List<String> words() {
        return data;
    }

    @Override
    void run(Door door, List<String> words) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("subject", subject);
        if (!words.isEmpty()) {
            input.put("data", ToolInput.of(words));
        }
        Map<String, Object> result = door.ask("event.publish", input);
        if (door.output().json()) {
            door.output().document(result);
        } else {
            Object number = result.get("sequence");
            door.output().line("Published " + subject + (number == null ? "" : " as number " + number));
        }
    }
}
