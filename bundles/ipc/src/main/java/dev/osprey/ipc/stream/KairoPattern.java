package dev.osprey.ipc.stream;

/**
 * Kairo's way to name several subjects: {@code *} is one or more characters of one token, {@code >} one or more characters of any kind, both
 * anywhere. All other characters stand for themselves.
 */
public final class KairoPattern {

    private static final int LONGEST = 255;

    private final String text;

    /** @throws IllegalArgumentException if it is empty or too long */
    public KairoPattern(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A topic of " + text.length() + " characters; give one of 1 to " + LONGEST);
        }
        this.text = text;
    }

    /** Whether it names this subject. */
    public boolean matches(String subject) {
        return wild() < 0 ? text.equals(subject) : matches(0, subject, 0);
    }

    /** Goes back to the last wildcard only: what an earlier one may take, the last may take as well, unless a dot is between. */
    private boolean matches(int p, String subject, int s) {
        if (p == text.length()) {
            return s == subject.length();
        }
        char c = text.charAt(p);
        if (c != '*' && c != '>') {
            return s < subject.length() && subject.charAt(s) == c && matches(p + 1, subject, s + 1);
        }
        for (int taken = s; taken < subject.length() && (c == '>' || subject.charAt(taken) != '.'); taken++) {
            if (matches(p + 1, subject, taken + 1)) {
                return true;
            }
        }
        return false;
    }

    private int wild() {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '*' || text.charAt(i) == '>') {
                return i;
            }
        }
        return -1;
    }

    /** The narrowest pattern of the hub that names all that this one does. */
    public String cover() {
        int wild = wild();
        if (wild < 0) {
            return text;
        }
        int dot = text.lastIndexOf('.', wild);
        return dot <= 0 ? ">" : text.substring(0, dot) + ".>";
    }

    @Override
    public String toString() {
        return text;
    }
}
