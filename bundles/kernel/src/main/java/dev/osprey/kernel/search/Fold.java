package dev.osprey.kernel.search;

/** Text without regard to upper and lower case, one character for one character. */
final class Fold {

    private Fold() {}

    static char of(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    /** The same object if there is nothing to fold. */
    static String of(String text) {
        int i = 0;
        while (i < text.length() && of(text.charAt(i)) == text.charAt(i)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        char[] folded = text.toCharArray();
        for (; i < folded.length; i++) {
            folded[i] = of(folded[i]);
        }
        return new String(folded);
    }
}
