package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import java.util.List;

/** Words that must all fit. */
record Words(List<Term> terms) implements Query {

    @Override
    public double score(Findable item) {
        int sum = 0;
        for (Term term : terms) {
            int score = term.score(item);
            if (score == Term.NO) {
                return -1;
            }
            sum += score;
        }
        return sum;
    }

    @Override
    public boolean admits(String kind) {
        return terms.stream().allMatch(term -> term.admits(kind));
    }
}
