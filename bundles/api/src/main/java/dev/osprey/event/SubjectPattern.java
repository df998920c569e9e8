package dev.osprey.event;

/**
 * What a subscriber asks for: a {@link Subject} in which a token may be {@code *} (exactly one token) and the last may be {@code >}
 * (one or more tokens). {@code >} alone is everything.
 */
public record SubjectPattern(String value) {

    public SubjectPattern {
        Subject.check(value, true);
    }

    /** Whether a valid subject matches. For many subjects use the router, which compiles patterns into an index. */
    public boolean matches(String subject) {
        int p = 0;
        int s = 0;
        while (p < value.length() && s < subject.length()) {
            int pEnd = end(value, p);
            int sEnd = end(subject, s);
            if (pEnd - p == 1 && value.charAt(p) == '>') {
                return true;
            }
            boolean any = pEnd - p == 1 && value.charAt(p) == '*';
            if (!any && !(pEnd - p == sEnd - s && value.regionMatches(p, subject, s, pEnd - p))) {
                return false;
            }
            p = pEnd + 1;
            s = sEnd + 1;
        }
        return p > value.length() && s > subject.length();
    }

    private static int end(String text, int from) {
        int dot = text.indexOf('.', from);
        return dot < 0 ? text.length() : dot;
    }
}
