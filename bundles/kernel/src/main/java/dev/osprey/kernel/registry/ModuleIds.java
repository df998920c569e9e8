package dev.osprey.kernel.registry;

import java.util.regex.Pattern;

/** The grammar of module ids. */
final class ModuleIds {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    private ModuleIds() {}

    static boolean valid(String id) {
        return GRAMMAR.matcher(id).matches();
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
