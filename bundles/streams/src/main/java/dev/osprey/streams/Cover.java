package dev.osprey.streams;

import dev.osprey.event.SubjectPattern;
import java.util.Collection;

/**
 * Whether patterns together match every subject that another pattern matches. There are infinitely many tokens, so one that stands
 * in no pattern is matched by wildcards only, and what matches it there matches every token there: it is enough to try that one
 * in place of each {@code *}, and for a last {@code >} as many of it as the longest pattern could tell apart.
 */
final class Cover {

    /** No valid token. */
    private static final String ANY = "*";

    private Cover() {}

    static boolean covers(Collection<String> patterns, String wanted) {
        if (!wanted.equals(">") && !wanted.endsWith(".>")) {
            return matched(patterns, wanted);
        }
        int longest = patterns.stream().mapToInt(Cover::tokens).max().orElse(0);
        StringBuilder subject = new StringBuilder(wanted.substring(0, wanted.length() - 1)).append(ANY);
        int length = tokens(wanted);
        boolean all = matched(patterns, subject.toString());
        for (; all && length <= longest; length++) {
            all = matched(patterns, subject.append('.').append(ANY).toString());
        }
        return all;
    }

    private static boolean matched(Collection<String> patterns, String subject) {
        return patterns.stream().anyMatch(pattern -> new SubjectPattern(pattern).matches(subject));
    }

    private static int tokens(String pattern) {
        return (int) pattern.chars().filter(c -> c == '.').count() + 1;
    }
}
