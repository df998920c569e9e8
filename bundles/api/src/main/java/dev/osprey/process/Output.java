package dev.osprey.process;

import dev.osprey.process.OutputListener.Stream;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** What a process writes. It is read for as long as the process lives, whether anyone listens or not. Thread-safe. */
@ProviderType
public interface Output {

    /** A listener's place, or a hold; closing it twice does nothing. */
    interface Handle extends AutoCloseable {
        @Override
        void close();
    }

    /** Hears everything from now on; everything at all, if the process was spawned {@linkplain Processes#spawnHeld held}. */
    Handle subscribe(Set<Stream> streams, ByteListener listener);

    /** As long as a stream is held it is not read, and the process waits when its pipe is full. */
    Handle hold(Stream stream);
}
