package dev.osprey.kernel.search;

/** Light stemming of English: plurals, -ing and -er. What is left need not be a word, only the same for all forms of one. */
final class Stem {

    private Stem() {}

    /** Shortens a word in its buffer. @return its new length */
    static int of(char[] word, int length) {
        int singular = singular(word, length);
        int stem = without("ing", 3, word, singular);
        stem = stem == singular ? without("er", 4, word, singular) : stem;
        // so that "take" and "taking" meet
        return stem == singular && stem >= 4 && word[stem - 1] == 'e' ? stem - 1 : stem;
    }

    private static int singular(char[] word, int length) {
        if (length < 4 || word[length - 1] != 's') {
            return length;
        }
        char before = word[length - 2];
        if (before == 's' || before == 'u' || before == 'i') {
            return length;
        }
        if (before == 'e') {
            if (word[length - 3] == 'i' && length > 4) {
                word[length - 3] = 'y';
                return length - 2;
            }
            boolean sibilant = ends(word, length - 2, "ss")
                    || ends(word, length - 2, "x")
                    || ends(word, length - 2, "ch")
                    || ends(word, length - 2, "sh");
            return sibilant ? length - 2 : length - 1;
        }
        return length - 1;
    }

    private static int without(String ending, int least, char[] word, int length) {
        int rest = length - ending.length();
        if (rest < least || !ends(word, length, ending) || !hasVowel(word, rest)) {
            return length;
        }
        char last = word[rest - 1];
        boolean doubled = last == word[rest - 2] && "lsz".indexOf(last) < 0;
        return doubled ? rest - 1 : rest;
    }

    private static boolean hasVowel(char[] word, int length) {
        for (int i = 0; i < length; i++) {
            if ("aeiouy".indexOf(word[i]) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(char[] word, int length, String end) {
        for (int i = 0; i < end.length(); i++) {
            int at = length - end.length() + i;
            if (at < 0 || word[at] != end.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
