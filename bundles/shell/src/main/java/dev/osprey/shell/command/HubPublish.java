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
        detailedDescription = "Example: hub:publish lamp.switched room=attic on=true")
public final class HubPublish extends OspreyCommand {

    @Argument(index = 0, name = "subject", description = "Tokens joined by dots", required = true)
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
        Object result = door.own("event.publish", input);
        if (door.output().json()) {
            door.output().document(result);
        } else {
            door.output().line("Published " + subject);
        }
    }
}
