package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.tool.ToolException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Writes to standard inputs on threads of its own, so that a caller can give up on a process that does not read. One write at a time for each
 * process, which bounds what waits. Thread-safe.
 */
@Component(service = Inputs.class)
public final class Inputs {

    private static final int MOST_WAITING = 64;
    private static final long IDLE_SECONDS = 10;

    private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final ExecutorService writers = new ThreadPoolExecutor(
            0, 2 * MOST_WAITING, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "osprey-process-stdin");
                thread.setDaemon(true);
                return thread;
            });

    @Activate
    public Inputs() {}

    /** Done when the pipe has taken all. */
    CompletableFuture<Void> write(ManagedProcess process, byte[] bytes, boolean close) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (waiting.size() >= MOST_WAITING || waiting.putIfAbsent(process.id(), done) != null) {
            throw new ToolException(
                    ToolException.CONFLICT,
                    "Process " + process.id() + " has not read what was written to it before",
                    "Wait until it reads, or end it.");
        }
        writers.execute(() -> {
            IOException failure = write(process.stdin(), bytes, close);
            // First: whoever hears that it is done may write again at once.
            waiting.remove(process.id());
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    private static IOException write(OutputStream stdin, byte[] bytes, boolean close) {
        try {
            stdin.write(bytes);
            stdin.flush();
            if (close) {
                stdin.close();
            }
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** A write that waits ends with its process. */
    @Deactivate
    public void close() {
        writers.shutdown();
    }
}
