package dev.osprey.kernel.glob;

/** A compiled glob: {@code *} any run of characters, dots included, {@code ?} any one character; matched whole, case-sensitive. */
public final class Glob {

    /** Above this product of both lengths, going back would cost too much. */
    private static final long MUCH = 1 << 14;

    /** The longest text of a glob. */
    public static final int MAX_LENGTH = 512;

    private final int[] pattern;
    private final String prefix;
    private final boolean literal;

    private Glob(int[] pattern, String prefix, boolean literal) {
        this.pattern = pattern;
        this.prefix = prefix;
        this.literal = literal;
    }

    /** @throws IllegalArgumentException if it is too long; null is {@code *} */
    public static Glob compile(String text) {
        if (text == null) {
            return compile("*");
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("The glob " + text.substring(0, 40) + "... has more than " + MAX_LENGTH
                    + " characters; shorten it");
        }
        int wild = 0;
        while (wild < text.length() && text.charAt(wild) != '*' && text.charAt(wild) != '?') {
            wild++;
        }
        return new Glob(text.codePoints().toArray(), text.substring(0, wild), wild == text.length());
    }

    /** Whether it has no wildcard. */
    public boolean literal() {
        return literal;
    }

    /** What every match begins with. */
    public String prefix() {
        return prefix;
    }

    /** Whether it is a lone star. */
    public boolean matchesAll() {
        return pattern.length == 1 && pattern[0] == '*';
    }

    /** Whether something below this field could match. */
    public boolean reaches(String field) {
        int common = Math.min(field.length(), prefix.length());
        return field.regionMatches(0, prefix, 0, common);
    }

    /** Whether the whole text fits. It goes back to the last star only, and in a long text not at all. */
    public boolean matches(String text) {
        if (literal) {
            return text.equals(prefix);
        }
        if (matchesAll()) {
            return true;
        }
        return text.startsWith(prefix)
                && ((long) pattern.length * text.length() > MUCH
                        ? new Automaton(pattern).matches(text)
                        : matchesWild(text));
    }

    private boolean matchesWild(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            int c = text.codePointAt(t);
            if (p < pattern.length && pattern[p] == '*') {
                star = p++;
                retry = t;
            } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == c)) {
                p++;
                t += Character.charCount(c);
            } else if (star >= 0) {
                p = star + 1;
                retry += Character.charCount(text.codePointAt(retry));
                t = retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == '*') {
            p++;
        }
        return p == pattern.length;
    }
}
