package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import java.util.List;
import java.util.StringJoiner;

/** Words an answer out of what was found, and of nothing else. */
final class AnswerText {

    private static final int MAX_DESCRIPTION = 160;
    private static final List<String> NUMBERS =
            List.of("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten");

    private final Question question;

    AnswerText(Question question) {
        this.question = question;
    }

    String of(List<Hit> hits) {
        if (hits.isEmpty()) {
            return "Nothing that you may see fits this question. Ask with words that stand in names, tags or descriptions,"
                    + " or search with part of a word.";
        }
        StringBuilder text = new StringBuilder(number(hits.size()))
                .append(hits.size() == 1 ? " thing fits best: " : " things fit best: ");
        for (int i = 0; i < hits.size(); i++) {
            text.append(i == 0 ? "" : i == hits.size() - 1 ? " and " : ", ");
            text.append(thing(hits.get(i).item()));
        }
        return text.append('.').toString();
    }

    private static String number(int count) {
        return count < NUMBERS.size() ? NUMBERS.get(count) : Integer.toString(count);
    }

    private String thing(Findable item) {
        StringJoiner about = new StringJoiner("; ", " (", ")").setEmptyValue("");
        String description = Citation.shorten(item.description(), MAX_DESCRIPTION);
        String name = item.name().equals(item.id()) ? "" : Citation.shorten(item.name(), MAX_DESCRIPTION);
        if (!name.isEmpty() || !description.isEmpty()) {
            about.add(name + (name.isEmpty() || description.isEmpty() ? "" : ": ") + description);
        }
        Citation.of(question, item).forEach(citation -> about.add(citation.text()));
        return "the " + item.kind() + " " + Citation.shorten(item.id(), MAX_DESCRIPTION) + about;
    }
}
