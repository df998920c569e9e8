package dev.osprey.kernel.search;

import dev.osprey.search.Findable;

/**
 * BM25 with weighted fields. Shown everything twice: the first time it counts how rare the words of the question are, the second time
 * it tells how well an item fits. Keeps nothing of what it is shown. Confined to one thread.
 */
final class Ranking {

    private static final double K1 = 1.2;
    private static final double B = 0.5;

    /** An item that goes by a word of the question, and is of the kind that the question names, is more likely to be meant. */
    private static final double OF_NAMED_KIND = 1.3;

    /** Words for kinds say less than others. */
    private static final double KIND_WORD = 0.5;

    /** The share of the question, by rareness of its words, that must be in what an item is called, or in all it says. */
    private static final double LEAST_CALLED = 0.26;

    private static final double LEAST_TOUCHED = 0.51;

    private final Question question;
    private final Reading reading;
    private final long[] having;
    private long items;
    private long words;

    Ranking(Question question) {
        this.question = question;
        reading = new Reading(question);
        having = new long[question.size()];
    }

    void count(Findable item) {
        reading.read(item);
        items++;
        words += reading.length();
        for (int i = 0; i < having.length; i++) {
            having[i] += reading.weight(i) > 0 ? 1 : 0;
        }
    }

    /** Whether nothing that was counted can fit. */
    boolean hopeless() {
        long found = 0;
        for (int i = 0; i < having.length; i++) {
            found += (question.content() & 1 << i) == 0 ? 0 : having[i];
        }
        return question.content() != 0 && found == 0;
    }

    /** How well it fits; 0 if it has nothing to do with the question. */
    double score(Findable item) {
        if (question.content() == 0) {
            return question.names(item.kind()) ? 1 : 0;
        }
        reading.read(item);
        if ((reading.said() & question.content()) == 0 || !covers()) {
            return 0;
        }
        double norm = K1 * (1 - B + B * reading.length() * items / Math.max(1.0, words));
        double score = 0;
        for (int i = 0; i < having.length; i++) {
            double weight = reading.weight(i);
            double share = (question.content() & 1 << i) == 0 ? KIND_WORD : 1;
            score += share * rareness(i) * weight * (K1 + 1) / (weight + norm);
        }
        boolean meant = question.names(item.kind()) && (reading.called() & question.content()) != 0;
        return meant ? score * OF_NAMED_KIND : score;
    }

    private boolean covers() {
        double all = 0;
        double called = 0;
        double touched = 0;
        for (int i = 0; i < having.length; i++) {
            int bit = 1 << i & question.content();
            double rareness = bit == 0 ? 0 : rareness(i);
            all += rareness;
            called += (reading.called() & bit) == 0 ? 0 : rareness;
            touched += (reading.touched() & bit) == 0 ? 0 : rareness;
        }
        return called >= LEAST_CALLED * all || touched >= LEAST_TOUCHED * all;
    }

    /** A word that nothing has counts as one that a single item has. */
    private double rareness(int word) {
        double with = Math.max(1, having[word]);
        double all = Math.max(items, having[word]);
        return Math.log(1 + (all - with + 0.5) / (with + 0.5));
    }
}
