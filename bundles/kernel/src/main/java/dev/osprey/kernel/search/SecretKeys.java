package dev.osprey.kernel.search;

import java.util.List;
import java.util.regex.Pattern;

/** Knows values that are not for showing by what they are called, and by what they look like. */
final class SecretKeys {

    private static final List<String> WORDS =
            List.of("passw", "passphrase", "secret", "token", "credential", "apikey", "privatekey");

    /** A secret inside a longer text: {@code password=...}, {@code "token":"..."}, {@code scheme://user:pass@host}. */
    private static final Pattern INSIDE = Pattern.compile(
            "(passw|passphrase|secret|token|credential|api_?key)[a-z_.-]{0,20}[\"']?\\s{0,3}[=:]|://[^/\\s@]{0,100}:[^/\\s@]{0,200}@",
            Pattern.CASE_INSENSITIVE);

    private SecretKeys() {}

    /** Whether a key, or one of the parts of a dotted path, is called like a secret. */
    static boolean secret(String path) {
        StringBuilder letters = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = Fold.of(path.charAt(i));
            if (c == '.' || Character.isLetter(c)) {
                letters.append(c);
            }
        }
        return WORDS.stream().anyMatch(word -> letters.indexOf(word) >= 0);
    }

    /** Whether a text seems to hold one. */
    static boolean holdsSecret(String text) {
        return INSIDE.matcher(text).find();
    }
}
