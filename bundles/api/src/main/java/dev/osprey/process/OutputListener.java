package dev.osprey.process;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Gets what a process writes, line by line, from one thread per stream. Output and errors are drained for as long as the process
 * lives; an exception of the listener is logged and ends nothing.
 */
@ConsumerType
@FunctionalInterface
public interface OutputListener {

    /** Where a line came from. */
    enum Stream {
        STDOUT,
        STDERR
    }

    /** One line without its end, UTF-8 with replacement; longer lines come in pieces of 64 KiB. */
    void onLine(Stream stream, String line);
}
