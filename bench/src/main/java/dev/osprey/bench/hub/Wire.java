package dev.osprey.bench.hub;

import java.util.List;

/** A protocol over WebSocket, as a publisher and a subscriber speak it. */
interface Wire {

    /** Request headers besides those of every upgrade, and the path. */
    String path();

    List<String> headers();

    /** Frames that make a connection ready; its {@link Reader} says when it is. */
    byte[] greeting(String subject, boolean subscriber, boolean acks);

    /** An event, built once. */
    Shot shot(String subject, int publisher, Cell cell);

    /** Whether every event is acknowledged, asked for or not. */
    boolean alwaysAcks();

    /** @param cell what the events look like; with acknowledgements, each names one of ours */
    Reader reader(Tally tally, Cell cell);

    /** Reads what the server sends. For one thread. */
    interface Reader {

        /** Takes whole messages from {@code b[from, to)}. @return where the first unfinished one begins */
        int read(byte[] b, int from, int to);

        /** A frame that must be sent now, or null. */
        byte[] answer();
    }
}
