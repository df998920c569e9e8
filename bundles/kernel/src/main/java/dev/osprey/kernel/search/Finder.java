package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import dev.osprey.search.SearchPage;
import dev.osprey.search.SearchQuery;
import java.util.List;
import java.util.function.Consumer;

/** Finds by the search language. Holds one page of hits and no more. */
final class Finder {

    static final int MAX_LIMIT = 1000;

    private final Sources sources;

    Finder(Sources sources) {
        this.sources = sources;
    }

    SearchPage find(SearchQuery asked) {
        int limit = asked.limit();
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("The limit is " + limit + "; use 1 to " + MAX_LIMIT);
        }
        Query query = QueryParser.parse(asked.text());
        Cursor from = asked.cursor() == null ? null : Cursor.parse(asked.cursor(), asked.text());
        Sources.View view = sources.visible(asked.principal(), query::admits);
        Top top = new Top(limit + 1);
        for (Source source : view.sources()) {
            Top own = new Top(limit + 1);
            if (source.each(collect(query, from, own))) {
                top.addAll(own);
            }
        }
        List<Hit> hits = top.hits();
        boolean more = hits.size() > limit;
        return new SearchPage(
                more ? hits.subList(0, limit) : hits,
                more ? Cursor.after(hits.get(limit - 1), asked.text()).text() : null,
                List.copyOf(view.hidden()));
    }

    private static Consumer<Findable> collect(Query query, Cursor from, Top top) {
        return item -> {
            double score = query.score(item);
            if (score >= 0 && (from == null || from.before(item, score))) {
                top.add(item, score);
            }
        };
    }
}
