package dev.osprey.hub;

import java.util.Set;

/** The names of this machine that no other machine can mean. */
final class Loopback {

    static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private Loopback() {}

    /** The host as a URL has it. */
    static String inUrl(String host) {
        return host.equals("::1") ? "[::1]" : host;
    }

    /** Where a program of this machine reaches what is bound to this address. */
    static String reached(String bind) {
        if (bind.equals("0.0.0.0") || bind.equals("::")) {
            return "127.0.0.1";
        }
        return bind.contains(":") ? "[" + bind + "]" : bind;
    }

    static boolean is(String host) {
        return NAMES.contains(host) || host.equals("::1");
    }
}
