package dev.osprey.hub;

import java.util.Set;

/** The names of this machine that no other machine can mean. */
final class Loopback {

    static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private Loopback() {}

    static boolean is(String host) {
        return NAMES.contains(host) || host.equals("::1");
    }
}
