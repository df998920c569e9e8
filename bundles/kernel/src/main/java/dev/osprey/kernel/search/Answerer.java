package dev.osprey.kernel.search;

import dev.osprey.access.Principal;
import dev.osprey.search.Hit;
import dev.osprey.search.SearchAnswer;
import java.util.ArrayList;
import java.util.List;

/** Answers questions in plain language by ranking. */
final class Answerer {

    static final int MAX_SOURCES = 50;

    /** Hits below this share of the best one's score are left out. */
    private static final double LEAST_OF_BEST = 0.35;

    /** What the others are made of; only spoken of when a question names it. */
    private static final String PLUMBING = "service";

    private final Sources sources;

    Answerer(Sources sources) {
        this.sources = sources;
    }

    SearchAnswer answer(Principal principal, String text, int most) {
        if (most < 1 || most > MAX_SOURCES) {
            throw new IllegalArgumentException("The limit is " + most + "; use 1 to " + MAX_SOURCES);
        }
        Question question = Question.of(text, sources.kinds());
        List<Hit> hits = question.size() == 0 ? List.of() : hits(principal, question, most);
        return new SearchAnswer(text, new AnswerText(question).of(hits), hits);
    }

    private List<Hit> hits(Principal principal, Question question, int most) {
        Sources.View view = sources.visible(principal, kind -> !kind.equals(PLUMBING) || question.names(kind));
        Ranking ranking = new Ranking(question);
        List<Source> working = new ArrayList<>(view.sources());
        working.removeIf(source -> !source.each(ranking::count));
        if (ranking.hopeless()) {
            return List.of();
        }
        Top top = new Top(most);
        for (Source source : working) {
            Top own = new Top(most);
            boolean done = source.each(item -> {
                double score = ranking.score(item);
                if (score > 0) {
                    own.add(item, score);
                }
            });
            if (done) {
                top.addAll(own);
            }
        }
        List<Hit> hits = top.hits();
        double least = hits.isEmpty() ? 0 : hits.get(0).score() * LEAST_OF_BEST;
        return hits.stream().filter(hit -> hit.score() >= least).toList();
    }
}
