package dev.osprey.kernel.search;

/** A text that is looked for in others, whatever the case, in a time that grows with their length only (Knuth, Morris, Pratt). */
final class Needle implements Fit {

    private final char[] text;
    /** How much of the beginning also ends at each position. */
    private final int[] borders;

    Needle(String text) {
        this.text = Fold.of(text).toCharArray();
        borders = new int[this.text.length];
        for (int i = 1, matched = 0; i < this.text.length; i++) {
            matched = advance(matched, this.text[i]);
            borders[i] = matched;
        }
    }

    private int advance(int before, char c) {
        int matched = before;
        while (matched > 0 && text[matched] != c) {
            matched = borders[matched - 1];
        }
        return text[matched] == c ? matched + 1 : matched;
    }

    @Override
    public int of(String hay) {
        for (int i = 0, matched = 0; i < hay.length(); i++) {
            matched = advance(matched, Fold.of(hay.charAt(i)));
            if (matched == text.length) {
                boolean first = i == text.length - 1;
                return !first ? INSIDE : hay.length() == text.length ? EXACT : PREFIX;
            }
        }
        return NONE;
    }
}
