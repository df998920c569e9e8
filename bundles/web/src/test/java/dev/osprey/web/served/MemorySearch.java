package dev.osprey.web.served;

import dev.osprey.access.Principal;
import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import dev.osprey.search.Search;
import dev.osprey.search.SearchAnswer;
import dev.osprey.search.SearchPage;
import dev.osprey.search.SearchQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A search that always finds the same and remembers what it was asked. */
public final class MemorySearch implements Search {

    public static final Hit HIT = new Hit(
            new Findable(
                    "module",
                    "front_camera",
                    "Front camera",
                    "Looks at the door",
                    List.of("device"),
                    Map.of("metadata", Map.of("port", 9000))),
            2.5);

    public final List<SearchQuery> queries = new ArrayList<>();
    public final List<String> questions = new ArrayList<>();

    @Override
    public SearchPage find(SearchQuery query) {
        queries.add(query);
        if (query.text().equals("\"")) {
            throw new IllegalArgumentException("The search text has a quote that is not closed at position 1");
        }
        return new SearchPage(List.of(HIT), query.cursor() == null ? "further" : null, List.of("service"));
    }

    @Override
    public SearchAnswer answer(Principal principal, String question, int most) {
        questions.add(principal.name() + " " + question + " " + most);
        if (question.length() > 1000) {
            throw new IllegalArgumentException("The question is too long");
        }
        return new SearchAnswer(question, "One thing fits best.", List.of(HIT));
    }
}
