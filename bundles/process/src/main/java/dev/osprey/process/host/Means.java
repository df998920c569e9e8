package dev.osprey.process.host;

/** What this host offers beyond plain processes. */
public record Means(ControlGroups groups, SystemCalls calls, Enclosures enclosures, Pseudos pseudos) {

    /** Nothing. */
    public static final Means NONE = new Means(ControlGroups.NONE, SystemCalls.NONE, Enclosures.NONE, Pseudos.NONE);
}
