package dev.osprey.ipc.method;

/** What peers may ask for beside what the door answers itself: {@code identify} and {@code kernel.ping}. On the peer's event loop. */
public interface Methods {

    /**
     * The method of a name, for this peer; never a {@link Standing#STRANGER}.
     *
     * @param name holds it from {@code from} to {@code to}
     * @return null if there is none
     */
    Method find(Peer peer, byte[] name, int from, int to);

    /** A peer has come, or has said who it is: its standing is another. */
    default void opened(Peer peer) {}

    /** A peer has gone. */
    default void closed(Peer peer) {}
}
