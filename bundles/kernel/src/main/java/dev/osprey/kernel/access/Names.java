package dev.osprey.kernel.access;

import java.util.Set;
import java.util.regex.Pattern;

/** The names that principals may have. */
final class Names {

    static final String ADMIN = "admin";

    /** Names that Osprey itself speaks under, and the administrator's. */
    private static final Set<String> RESERVED = Set.of("launcher", "registry", "event_hub", "osprey", "local", ADMIN);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    private Names() {}

    /** @throws IllegalArgumentException if it is no name */
    static String check(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The name " + printable(name)
                    + " is not allowed; use 1 to 128 characters of A-Z, a-z, 0-9 and ._~-");
        }
        return name;
    }

    /** @throws IllegalArgumentException if it is no name, or one that nobody else may take */
    static String free(String name) {
        if (RESERVED.contains(check(name))) {
            throw new IllegalArgumentException(
                    "The name " + name + " is Osprey's own and cannot be given a token; choose another");
        }
        return name;
    }

    static String printable(String text) {
        if (text == null) {
            return "null";
        }
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
