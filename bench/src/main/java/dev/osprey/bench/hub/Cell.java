package dev.osprey.bench.hub;

/**
 * One shape of traffic.
 *
 * @param publishers connections that publish
 * @param subscribers connections of which each gets every event
 * @param bytes of data in an event
 * @param acks whether the publisher waits for acknowledgements, each for an event by its id
 */
record Cell(int publishers, int subscribers, int bytes, boolean acks) {

    String title() {
        return publishers + " → " + subscribers + ", " + (bytes % 1024 == 0 ? bytes / 1024 + " KiB" : bytes + " B")
                + (acks ? ", acks" : "");
    }
}
