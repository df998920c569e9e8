package dev.osprey.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** One search over everything. */
@Service
@Command(
        scope = "registry",
        name = "search",
        description = "Searches modules, services, tools and whatever else lives: words, field:glob, kind:tool, -word, "
                + "or an LDAP filter in single quotes",
        detailedDescription = "Examples: registry:search lamp kind:module, registry:search '(port>=9000)'")
public final class RegistrySearch extends ShowCommand {

    private static final ToolTable HITS = new ToolTable("registry.search", "Nothing fits.")
            .column("Kind", "kind")
            .column("Id", "id")
            .column("Name", hit -> Values.unless(hit.get("name"), hit.get("id")))
            .column("Description", "description");

    @Option(name = "--limit", description = "The most hits to show")
    int limit = 20;

    @Option(name = "--cursor", description = "Goes on behind an earlier page, with the word that it ended with")
    String cursor;

    @Argument(
            index = 0,
            name = "query",
            description = "Words that must all fit; everything if left out. Put * and ( in single quotes",
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"kind:module", "kind:service", "kind:tool"})
    List<String> query;

    @Override
    List<String> words() {
        return query;
    }

    @Override
    void run(Door door, List<String> words) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("q", String.join(" ", words));
        input.put("limit", limit);
        if (cursor != null) {
            input.put("cursor", cursor);
        }
        Map<String, Object> answer = HITS.show(door, input);
        if (!door.output().json()) {
            remarks(door.output(), answer);
        }
    }

    private static void remarks(Output output, Map<String, Object> answer) {
        List<?> hidden = Values.list(answer.get("hidden"));
        if (!hidden.isEmpty()) {
            output.remark("Left out, as your role may not see them: " + Values.shown(hidden));
        }
        if (answer.get("next") != null) {
            output.remark("There is more: --cursor " + answer.get("next") + ", or a larger --limit.");
        }
    }
}
