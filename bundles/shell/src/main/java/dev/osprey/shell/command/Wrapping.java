package dev.osprey.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a text that is too long for its place goes on in the next line: behind a blank, else behind a mark, else anywhere. */
final class Wrapping {

    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern MARK = Pattern.compile("\\s+|(?<=[.,:;/=_-])");

    private Wrapping() {}

    static List<String> lines(String text, int width) {
        List<String> parts = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String rest = line;
            while (rest.length() > width) {
                int cut = cut(rest, width);
                parts.add(rest.substring(0, cut).stripTrailing());
                rest = rest.substring(cut).stripLeading();
            }
            parts.add(rest);
        }
        return parts;
    }

    private static int cut(String text, int width) {
        int blank = text.lastIndexOf(' ', width);
        if (blank > width / 2) {
            return blank;
        }
        for (int i = width; i > Math.max(1, blank); i--) {
            if (".,:;/=_-".indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        if (blank > 0) {
            return blank;
        }
        return Character.isHighSurrogate(text.charAt(width - 1)) ? width - 1 : width;
    }

    static int longestLine(String text) {
        return longest(text.lines());
    }

    /** The narrowest place that breaks no word. */
    static int longestWord(String text) {
        return longest(BLANK.splitAsStream(text));
    }

    /** The narrowest place that breaks words behind marks only. */
    static int longestPiece(String text) {
        return longest(MARK.splitAsStream(text));
    }

    private static int longest(Stream<String> parts) {
        return parts.mapToInt(String::length).max().orElse(0);
    }
}
