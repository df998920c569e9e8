package dev.osprey.shell.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** A question in plain language. */
@Service
@Command(
        scope = "registry",
        name = "ask",
        description = "Answers a question in plain language from what lives here, and names what it used",
        detailedDescription = "Example: registry:ask 'which tool starts a module?'")
public final class RegistryAsk extends ShowCommand {

    @Option(name = "--limit", description = "How many entries to use at most")
    int limit = 5;

    @Argument(
            index = 0,
            name = "question",
            description = "The question; in single quotes if it holds marks such as ?",
            required = true,
            multiValued = true)
    List<String> question;

    @Override
    List<String> words() {
        return question;
    }

    @Override
    void run(Door door, List<String> words) {
        Map<String, Object> answer =
                door.ask("registry.ask", Map.of("question", String.join(" ", words), "limit", limit));
        Output output = door.output();
        if (output.json()) {
            output.document(answer);
            return;
        }
        output.paragraph(String.valueOf(answer.get("answer")));
        List<Map<String, Object>> sources = Values.items(answer, "sources");
        if (!sources.isEmpty()) {
            output.line("");
            output.table(
                    List.of("Kind", "Id", "Description"),
                    sources.stream().map(RegistryAsk::row).toList(),
                    "");
        }
    }

    private static List<Object> row(Map<String, Object> source) {
        return Arrays.asList(source.get("kind"), source.get("id"), source.get("description"));
    }
}
