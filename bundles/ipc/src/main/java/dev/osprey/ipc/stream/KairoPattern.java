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

    /** Whether it names this subject. In steps that grow with both lengths only, whatever the pattern. */
    public boolean matches(String subject) {
        if (wild() < 0) {
            return text.equals(subject);
        }
        boolean[] at = new boolean[text.length() + 1];
        at[0] = true;
        for (int i = 0; i < subject.length(); i++) {
            at = step(at, subject.charAt(i));
        }
        return at[text.length()];
    }

    /** Where in the pattern one can be behind a character, given where one could be before it. A wildcard takes it and stays or goes on. */
    private boolean[] step(boolean[] at, char c) {
        boolean[] next = new boolean[at.length];
        for (int p = 0; p < text.length(); p++) {
            char own = text.charAt(p);
            boolean wild = own == '>' || own == '*';
            if (at[p] && (own == '>' || own == '*' && c != '.' || !wild && own == c)) {
                next[p] |= wild;
                next[p + 1] = true;
            }
        }
        return next;
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
