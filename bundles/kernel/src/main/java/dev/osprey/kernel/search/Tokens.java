package dev.osprey.kernel.search;

/**
 * Splits text into words: at all but letters and digits, between a letter and a digit, and inside {@code camelCase} and
 * {@code HTTPServer}. Makes no objects, since a question reads everything that there is. Confined to one thread.
 */
final class Tokens {

    /** Takes one word in lower case; the buffer is reused, and may be changed. */
    @FunctionalInterface
    interface Sink {
        void token(char[] word, int length);
    }

    /** Longer words are cut. */
    private static final int MAX_WORD = 64;

    private static final int OTHER = 0;
    private static final int LOWER = 1;
    private static final int UPPER = 2;
    private static final int DIGIT = 3;

    private static final byte[] ASCII = new byte[128];

    static {
        for (char c = 0; c < ASCII.length; c++) {
            ASCII[c] = (byte) typeOf(c);
        }
    }

    private final char[] word = new char[MAX_WORD];
    private int length;

    void read(String text, Sink sink) {
        int before = OTHER;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int now = type(c);
            if (now != before && splits(before, now) || endsCapitals(text, i, before, now)) {
                flush(sink);
            }
            if (now != OTHER && length < MAX_WORD) {
                word[length++] = Fold.of(c);
            }
            before = now;
        }
        flush(sink);
    }

    private static boolean splits(int before, int now) {
        return !(before == UPPER && now == LOWER);
    }

    /** The {@code S} of {@code HTTPServer} begins a word. */
    private static boolean endsCapitals(String text, int i, int before, int now) {
        return before == UPPER && now == UPPER && i + 1 < text.length() && type(text.charAt(i + 1)) == LOWER;
    }

    private static int type(char c) {
        return c < ASCII.length ? ASCII[c] : typeOf(c);
    }

    private static int typeOf(char c) {
        return !Character.isLetterOrDigit(c)
                ? OTHER
                : Character.isUpperCase(c) ? UPPER : Character.isDigit(c) ? DIGIT : LOWER;
    }

    private void flush(Sink sink) {
        int size = length;
        length = 0;
        // a letter alone says nothing
        if (size > 1 || size == 1 && Character.isDigit(word[0])) {
            sink.token(word, size);
        }
    }
}
