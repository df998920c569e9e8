package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** An LDAP filter. All that fit, fit equally well. */
final class LdapQuery implements Query {

    static final int MAX_NESTING = 32;
    static final int MAX_BRACKETS = 64;

    private static final String REMEDY = "; write (key=value), (&(a=1)(b=2)), (|(a=1)(b=2)) or (!(a=1)), with \\ before"
            + " brackets and stars in a value, or begin without ( to search for words";

    private final Filter filter;

    /** @throws IllegalArgumentException if it is none, or nested too deeply for a recursive reader */
    LdapQuery(String text) {
        checkBrackets(text);
        try {
            filter = FrameworkUtil.createFilter(text);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("The LDAP filter cannot be read: " + e.getMessage() + REMEDY, e);
        }
    }

    private static void checkBrackets(String text) {
        int depth = 0;
        int brackets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                if (i > 0 && depth == 0) {
                    throw wrong("goes on after its end", i);
                }
                if (++depth > MAX_NESTING) {
                    throw wrong("is nested deeper than " + MAX_NESTING + " levels", i);
                }
                if (++brackets > MAX_BRACKETS) {
                    throw wrong("has more than " + MAX_BRACKETS + " conditions", i);
                }
            } else if (c == ')' && --depth < 0) {
                throw wrong("has a ) without its (", i);
            }
        }
        if (depth > 0) {
            throw wrong(depth == 1 ? "lacks a )" : "lacks " + depth + " closing )", text.length());
        }
    }

    private static IllegalArgumentException wrong(String what, int at) {
        return new IllegalArgumentException("The LDAP filter " + what + " at position " + (at + 1) + REMEDY);
    }

    @Override
    public double score(Findable item) {
        return filter.matches(new LdapView(item)) ? 1 : -1;
    }

    @Override
    public boolean admits(String kind) {
        return true;
    }
}
