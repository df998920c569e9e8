package dev.osprey.web.guard;

import java.util.List;

/**
 * How strict the guard is.
 *
 * @param hosts the names it answers to
 * @param bodyLimit the most bytes of a body
 * @param consoleBodyLimit the same for the Web Console, where bundles are uploaded
 */
record Settings(Hosts hosts, long bodyLimit, long consoleBodyLimit) {

    /** In force until a configuration says otherwise: loopback names only. */
    static final Settings STRICT = new Settings(new Hosts(List.of()), 1L << 20, 64L << 20);
}
