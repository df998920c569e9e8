package dev.osprey.web.rest;

/** A glob for ids as look-ups know it: {@code *} is any run of characters, {@code ?} any one. */
final class IdGlob {

    /** A longer one is left to the look-up to refuse. */
    static final int LONGEST = 512;

    private IdGlob() {}

    /** In time that grows with both lengths only, whatever the glob. */
    static boolean fits(String glob, String id) {
        int g = 0;
        int i = 0;
        int star = -1;
        int tried = 0;
        while (i < id.length()) {
            char wanted = g < glob.length() ? glob.charAt(g) : 0;
            if (wanted == '*') {
                star = g++;
                tried = i;
            } else if (g < glob.length() && (wanted == '?' || wanted == id.charAt(i))) {
                g++;
                i++;
            } else if (star >= 0) {
                g = star + 1;
                i = ++tried;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
