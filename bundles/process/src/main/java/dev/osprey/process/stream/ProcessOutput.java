package dev.osprey.process.stream;

import dev.osprey.process.ByteListener;
import dev.osprey.process.Output;
import dev.osprey.process.OutputListener.Stream;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Both streams of a process. */
public final class ProcessOutput implements Output {

    // A reader that waits this long for a dead process has emptied the pipe, even if a grandchild holds its other end.
    private static final long QUIET_NANOS = 500_000_000;
    private static final long LOOK_MILLIS = 20;
    // The most that a pipe can hold: whatever comes behind that many bytes was not written by the dead.
    private static final long LARGEST_PIPE = 1 << 20;

    /** Starts work on a thread that is named after it. */
    @FunctionalInterface
    public interface Starter {
        void start(String role, Runnable work);
    }

    private final BytePump out;
    private final BytePump err;

    public ProcessOutput(String name, InputStream out, InputStream err) {
        this.out = new BytePump(name, Stream.STDOUT, out);
        this.err = new BytePump(name, Stream.STDERR, err);
    }

    /** Begins to read. */
    public void start(Starter starter) {
        starter.start("out", out);
        starter.start("err", err);
    }

    @Override
    public Handle subscribe(Set<Stream> streams, ByteListener listener) {
        List<Handle> handles =
                streams.stream().map(stream -> pump(stream).subscribe(listener)).toList();
        return () -> handles.forEach(Handle::close);
    }

    @Override
    public Handle hold(Stream stream) {
        return pump(stream).hold();
    }

    private BytePump pump(Stream stream) {
        return stream == Stream.STDOUT ? out : err;
    }

    /** From now on nothing is held. */
    public void abandon() {
        out.abandon();
        err.abandon();
    }

    /** Done when both streams have ended and all was delivered. */
    public CompletableFuture<Void> ended() {
        return CompletableFuture.allOf(out.ended(), err.ended());
    }

    /**
     * Waits until all that the process itself wrote is delivered; it must have ended. Streams that others hold open may bring more after that.
     * Waits for as long as a stream is held or a listener blocks.
     */
    public void awaitLast() {
        long since = System.nanoTime();
        long outBefore = out.delivered();
        long errBefore = err.delivered();
        boolean interrupted = false;
        while (true) {
            try {
                ended().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                break;
            } catch (TimeoutException e) {
                if (last(out, outBefore, since) && last(err, errBefore, since)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("A stream has no failing end", e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean last(BytePump pump, long before, long since) {
        return pump.ended().isDone() || pump.idle(QUIET_NANOS, since) || pump.delivered() - before > LARGEST_PIPE;
    }
}
