package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener;
import dev.osprey.process.ProcessExit;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Carries lines from the process's readers to the thread of the call. The queue is short: a slow caller slows the process, until the
 * limit of lines is reached; from then on lines are dropped and the process runs free.
 */
final class OutputRelay implements OutputListener, AutoCloseable {

    private static final int WAITING_LINES = 256;
    private static final long LOOK_MILLIS = 100;

    private record Line(Stream stream, String text) {}

    private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(WAITING_LINES);
    private final AtomicReference<ProcessExit> exit = new AtomicReference<>();
    private final int limit;
    private int lines;
    private volatile boolean truncated;
    private volatile boolean closed;
    private volatile boolean cancelled;

    OutputRelay(int limit) {
        this.limit = limit;
    }

    @Override
    public void onLine(Stream stream, String line) {
        Line next = new Line(stream, line);
        try {
            while (!closed && !cancelled && !truncated) {
                if (waiting.offer(next, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands lines on until the process has ended and all are handed on. */
    ProcessExit relay(ManagedProcess process, ToolCall call) {
        process.exit().thenAccept(exit::set);
        try {
            while (!cancelled && !call.cancelled()) {
                // Looked at first: once it is set, no line can come behind those that wait.
                ProcessExit ended = exit.get();
                Line line = ended == null ? waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS) : waiting.poll();
                if (line != null) {
                    hand(line, call);
                } else if (ended != null) {
                    return ended;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ToolException(
                ToolException.CANCELLED, process.spec().name() + " was cancelled and ended", "Call again.");
    }

    private void hand(Line line, ToolCall call) {
        if (lines >= limit) {
            truncated = true;
            return;
        }
        lines++;
        call.chunk(Map.of("stream", line.stream().name().toLowerCase(Locale.ROOT), "line", line.text()));
    }

    int lines() {
        return lines;
    }

    boolean truncated() {
        return truncated;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void close() {
        closed = true;
    }
}
