package dev.osprey.search;

import java.util.List;

/**
 * The answer to a question in plain language.
 *
 * @param question as it was asked
 * @param text one or a few sentences made of the entries below and of nothing else
 * @param sources the entries that it used, best first; empty if nothing fits
 */
public record SearchAnswer(String question, String text, List<Hit> sources) {
    public SearchAnswer {
        sources = List.copyOf(sources);
    }
}
