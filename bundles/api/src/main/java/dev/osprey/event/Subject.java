package dev.osprey.event;

import java.nio.charset.StandardCharsets;

/**
 * The name of a kind of event: tokens joined by {@code .}, none empty, no {@code /}, {@code *}, {@code >}, white space or control
 * character, at most {@value #MAX_BYTES} bytes of UTF-8. Example: {@code kairo.system.device.connected}.
 */
public record Subject(String value) {

    /** The longest subject or pattern, in bytes of UTF-8. */
    public static final int MAX_BYTES = 255;

    public Subject {
        check(value, false);
    }

    static void check(String value, boolean pattern) {
        String kind = pattern ? "pattern" : "subject";
        if (value == null || value.isEmpty()) {
            throw new InvalidSubjectException(
                    "The " + kind + " is empty; give tokens joined by dots, such as module.ready");
        }
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == '.') {
                checkToken(value, kind, start, i, pattern);
                start = i + 1;
            } else {
                checkCharacter(value, kind, i);
            }
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidSubjectException("The " + kind + " " + value.substring(0, 40) + "... has more than "
                    + MAX_BYTES + " bytes; shorten it");
        }
    }

    private static void checkCharacter(String value, String kind, int at) {
        char c = value.charAt(at);
        if (c <= ' ' || c == 0x7f || c == '/' || Character.isISOControl(c)) {
            throw new InvalidSubjectException(String.format(
                    "The %s %s has the character U+%04X at position %d; blanks, control characters and / are not allowed",
                    kind, printable(value), (int) c, at));
        }
        if (Character.isSurrogate(c) && !paired(value, at)) {
            throw new InvalidSubjectException(
                    "The " + kind + " has half a character at position " + at + "; send well-formed Unicode");
        }
    }

    private static boolean paired(String value, int at) {
        return Character.isHighSurrogate(value.charAt(at))
                ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }

    private static void checkToken(String value, String kind, int start, int end, boolean pattern) {
        if (start == end) {
            throw new InvalidSubjectException("The " + kind + " " + printable(value)
                    + " has an empty token; remove the leading, trailing or doubled dot");
        }
        boolean wildcard = end - start == 1 && (value.charAt(start) == '*' || value.charAt(start) == '>');
        if (wildcard && pattern) {
            if (value.charAt(start) == '>' && end < value.length()) {
                throw new InvalidSubjectException(
                        "The pattern " + printable(value) + " has > before its last token; use * there");
            }
            return;
        }
        for (int i = start; i < end; i++) {
            if (value.charAt(i) == '*' || value.charAt(i) == '>') {
                throw new InvalidSubjectException("The " + kind + " " + printable(value) + " has " + value.charAt(i)
                        + (pattern
                                ? " inside a token; a wildcard stands for a whole token"
                                : "; wildcards belong in patterns"));
            }
        }
    }

    private static String printable(String value) {
        String shown = value.length() > 60 ? value.substring(0, 60) + "..." : value;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
