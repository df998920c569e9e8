package dev.osprey.web.rest;

import dev.osprey.tool.ToolObserver;
import dev.osprey.web.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import javax.servlet.http.HttpServletResponse;

/** Server-sent events of one call. A write that fails means that the client has gone: then {@code onGone} runs, once. Thread-safe. */
final class EventStream implements ToolObserver {

    private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpServletResponse response;
    private final Runnable onGone;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}. */
    private boolean open;
    /** Guarded by {@link #lock}. */
    private boolean closed;

    EventStream(HttpServletResponse response, Runnable onGone) {
        this.response = response;
        this.onGone = onGone;
    }

    /** Sends the headers, so that the client knows that the call is under way. */
    void open() {
        write(new byte[0]);
    }

    @Override
    public void onChunk(Object part) {
        send("chunk", part);
    }

    @Override
    public void onProgress(double done, String message) {
        send("progress", Json.object("done", done, "message", message == null ? "" : message));
    }

    void send(String event, Object data) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(("event: " + event + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
        frame.writeBytes(Json.write(data));
        frame.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        write(frame.toByteArray());
    }

    /** Finds out whether the client is still there. Does nothing while another thread writes. */
    void keepAlive() {
        if (!lock.tryLock()) {
            return;
        }
        boolean gone;
        try {
            gone = !put(KEEP_ALIVE);
        } finally {
            lock.unlock();
        }
        if (gone) {
            onGone.run();
        }
    }

    /** Nothing is written any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] bytes) {
        boolean gone;
        lock.lock();
        try {
            gone = !put(bytes);
        } finally {
            lock.unlock();
        }
        if (gone) {
            onGone.run();
        }
    }

    /** Under the lock. @return false if the client has just gone */
    private boolean put(byte[] bytes) {
        if (closed) {
            return true;
        }
        try {
            begin();
            response.getOutputStream().write(bytes);
            response.flushBuffer();
            return true;
        } catch (IOException e) {
            closed = true;
            return false;
        }
    }

    private void begin() {
        if (!open) {
            open = true;
            response.setStatus(HttpServletResponse.SC_OK);
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
        }
    }
}
