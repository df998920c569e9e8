package dev.osprey.kernel.search;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a question in plain language asks for: the stems of its words without those that only hold it together. Immutable. */
final class Question {

    static final int MAX_LENGTH = 1000;
    static final int MAX_WORDS = 32;

    private static final Set<String> STOP_WORDS =
            Set.of(("a about all an and any anybody anyone anything are as at be been being but by"
                            + " can could did do does doing don for from had has have having here how if in into is it its"
                            + " kindly let lets may me might mine must my need needs no not of off on or our ours out please"
                            + " shall should so some somebody someone something tell than thank thanks that the their them"
                            + " then there these they this those to too up us use used uses using want wants was we were what"
                            + " when where whether which who whom whose why will with would you your yours")
                    .split(" "));

    private final List<char[]> stems;
    /** Bit i: word i stands for more than a kind. */
    private final int content;

    private final Set<String> kinds;
    /** Bit c modulo 64: a word begins with c. */
    private final long beginnings;

    private Question(List<char[]> stems, int content, Set<String> kinds) {
        this.stems = stems;
        this.content = content;
        this.kinds = kinds;
        beginnings = stems.stream().mapToLong(stem -> 1L << stem[0]).reduce(0, (a, b) -> a | b);
    }

    /**
     * Reads a question.
     *
     * @param known kinds that it may speak of
     * @throws IllegalArgumentException if it is empty or too long
     */
    static Question of(String text, Collection<String> known) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(
                    "The question is empty; ask for what you look for, such as: which module" + " has a camera?");
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "The question has " + text.length() + " characters; use at most " + MAX_LENGTH);
        }
        Set<String> words = new LinkedHashSet<>();
        new Tokens().read(text, (word, length) -> {
            if (words.size() < MAX_WORDS && !STOP_WORDS.contains(new String(word, 0, length))) {
                words.add(stem(word, length));
            }
        });
        Set<String> kinds = new HashSet<>();
        known.forEach(kind -> {
            char[] word = Fold.of(kind).toCharArray();
            if (words.contains(stem(word, word.length))) {
                kinds.add(kind);
            }
        });
        int content = 0;
        int i = 0;
        for (String word : words) {
            boolean isKind = kinds.stream().map(String::toCharArray).anyMatch(k -> stem(k, k.length)
                    .equals(word));
            content |= isKind ? 0 : 1 << i;
            i++;
        }
        return new Question(words.stream().map(String::toCharArray).toList(), content, Set.copyOf(kinds));
    }

    private static String stem(char[] word, int length) {
        return new String(word, 0, Stem.of(word, length));
    }

    int size() {
        return stems.size();
    }

    /** Bits of the words that stand for more than a kind. */
    int content() {
        return content;
    }

    /** Whether it speaks of this kind of things. */
    boolean names(String kind) {
        return kinds.contains(kind);
    }

    /** Whether one of its words begins like this; quick, and now and then wrongly true. */
    boolean mayBegin(char first) {
        return (beginnings & 1L << first) != 0;
    }

    /** Which of its words this is, or -1. */
    int indexOf(char[] stem, int length) {
        for (int i = 0; i < stems.size(); i++) {
            char[] own = stems.get(i);
            if (own.length == length && own[0] == stem[0] && Arrays.equals(own, 0, length, stem, 0, length)) {
                return i;
            }
        }
        return -1;
    }
}
