package dev.osprey.process;

import dev.osprey.process.OutputListener.Stream;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Gets what a process writes, byte by byte as it comes, from one thread per stream. It may block: then the process's pipe fills and the
 * process waits, and so do the other listeners of that stream. An exception is logged, and ends this listener's subscription only.
 */
@ConsumerType
@FunctionalInterface
public interface ByteListener {

    /**
     * The next bytes.
     *
     * @param bytes read-only, and valid until this returns
     */
    void onBytes(Stream stream, ByteBuffer bytes);

    /** Nothing more comes on a stream. */
    default void onEnd(Stream stream) {}
}
