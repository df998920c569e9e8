package dev.osprey.kernel.search;

import dev.osprey.kernel.glob.Glob;
import java.util.ArrayList;
import java.util.List;

/** Reads search texts; see {@link dev.osprey.search.Search} for what may stand in them. */
final class QueryParser {

    static final int MAX_LENGTH = 1000;
    static final int MAX_TERMS = 32;

    private final String text;
    private final List<Term> terms = new ArrayList<>();
    private int at;

    private QueryParser(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it cannot be understood; the message says where and what to do */
    static Query parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("The search text has " + text.length() + " characters; use at most "
                    + MAX_LENGTH + " and narrow the search with field:value");
        }
        String stripped = text.strip();
        if (stripped.startsWith("(")) {
            return new LdapQuery(stripped);
        }
        return new Words(new QueryParser(text).words());
    }

    private List<Term> words() {
        skipBlanks();
        while (at < text.length()) {
            int start = at;
            Term term = word();
            if (terms.size() == MAX_TERMS) {
                throw wrong("has more than " + MAX_TERMS + " words", start, "leave some out");
            }
            terms.add(term);
            skipBlanks();
        }
        return List.copyOf(terms);
    }

    private void skipBlanks() {
        while (at < text.length() && blank()) {
            at++;
        }
    }

    private boolean blank() {
        return Character.isWhitespace(text.charAt(at));
    }

    private Term word() {
        int start = at;
        if (text.charAt(at) == '-') {
            at++;
            if (at == text.length() || blank()) {
                throw wrong("has a - before nothing", start, "write -word without a space, or \"-\" for the sign");
            }
            return new Term.Not(bare());
        }
        return bare();
    }

    private Term bare() {
        int start = at;
        if (text.charAt(at) == '"') {
            return anywhere(quoted(), start);
        }
        while (at < text.length() && !blank() && text.charAt(at) != ':') {
            at++;
        }
        // an address is a word, not the field http
        if (at == start || at == text.length() || blank() || text.startsWith("://", at)) {
            return anywhere(rest(start), start);
        }
        return field(start);
    }

    private Term field(int start) {
        String field = text.substring(start, at);
        at++;
        int from = at;
        String value = at < text.length() && text.charAt(at) == '"' ? quoted() : rest(from);
        if (value.isEmpty()) {
            throw wrong(
                    "has nothing after " + field + ":",
                    from,
                    "write " + field + ":VALUE without a space, or " + field + ":* for any value");
        }
        checkGlob(field, start);
        checkGlob(value, from);
        return Term.of(field, new FoldedGlob(value));
    }

    private String rest(int start) {
        while (at < text.length() && !blank()) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            boolean escaped = text.charAt(at) == '\\'
                    && at + 1 < text.length()
                    && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
            at += escaped ? 1 : 0;
            value.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw wrong("has a quote that is not closed", start, "close it with \", or write \\\" for the sign itself");
        }
        at++;
        if (at < text.length() && !blank()) {
            throw wrong("goes on right after a closing quote", at, "put a space there");
        }
        if (value.isEmpty()) {
            throw wrong("has quotes with nothing between them", start, "leave them out, or write * for anything");
        }
        return value.toString();
    }

    private Term anywhere(String value, int start) {
        if (!FoldedGlob.wild(value)) {
            return Term.anywhere(new Needle(value));
        }
        checkGlob(value, start);
        return Term.anywhere(new FoldedGlob(value));
    }

    private void checkGlob(String glob, int start) {
        if (glob.length() > Glob.MAX_LENGTH) {
            throw wrong("has a glob of " + glob.length() + " characters", start, "use at most " + Glob.MAX_LENGTH);
        }
    }

    private static IllegalArgumentException wrong(String what, int at, String remedy) {
        return new IllegalArgumentException("The search text " + what + " at position " + (at + 1) + "; " + remedy);
    }
}
