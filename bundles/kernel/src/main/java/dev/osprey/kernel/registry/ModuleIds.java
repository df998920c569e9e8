package dev.osprey.kernel.registry;

/** The grammar of module ids. */
final class ModuleIds {

    private static final int MAX_LENGTH = 128;

    private ModuleIds() {}

    static boolean valid(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!allowed(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._~-".indexOf(c) >= 0;
    }

    /** @throws IllegalArgumentException if it breaks the grammar */
    static void check(String id) {
        if (!valid(id)) {
            String shown = id.length() > 60 ? id.substring(0, 60) + "..." : id;
            throw new IllegalArgumentException("The module id '" + shown.replaceAll("\\p{Cntrl}", "?")
                    + "' is not valid; use 1 to 128 characters of A-Z a-z 0-9 . _ ~ -");
        }
    }
}
