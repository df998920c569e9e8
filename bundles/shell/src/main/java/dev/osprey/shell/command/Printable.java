package dev.osprey.shell.command;

/** Makes text from outside safe to show: a name or a log line must not move the cursor or rename the window of who reads it. */
final class Printable {

    private Printable() {}

    /** The text with control characters (other than line feed and tab) and direction overrides shown as {@code ?}. */
    static String of(String text) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            if (harmful(text.charAt(i))) {
                safe = safe == null ? new StringBuilder(text) : safe;
                safe.setCharAt(i, '?');
            }
        }
        return safe == null ? text : safe.toString();
    }

    private static boolean harmful(char c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        boolean direction = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
        return control || direction;
    }
}
