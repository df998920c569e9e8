package dev.osprey.kernel.search;

import dev.osprey.kernel.glob.Glob;

/** A glob for a whole text, whatever the case. */
final class FoldedGlob implements Fit {

    private final Glob glob;
    private final boolean everything;

    /** @throws IllegalArgumentException if it is too long */
    FoldedGlob(String text) {
        glob = Glob.compile(Fold.of(text));
        everything = !text.isEmpty() && text.chars().allMatch(c -> c == '*');
    }

    static boolean wild(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Whether there is nothing that it does not fit. */
    boolean everything() {
        return everything;
    }

    boolean literal() {
        return glob.literal();
    }

    @Override
    public int of(String text) {
        if (everything) {
            return INSIDE;
        }
        return !glob.matches(Fold.of(text)) ? NONE : glob.literal() ? EXACT : INSIDE;
    }
}
