package dev.osprey.streams;

/** The lock of all who write to disk, and what they share under it. */
final class Writing {

    private final BatchBytes bytes = new BatchBytes();

    BatchBytes bytes() {
        return bytes;
    }
}
