package dev.osprey.web.launcher;

import dev.osprey.module.ModuleLogs;
import dev.osprey.web.http.Json;
import dev.osprey.web.sse.Sse;
import dev.osprey.web.sse.SseSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * One client's way through a log. The launcher's thread for it waits while the client does not read: then the log itself leaves out, and
 * counts. Thread-safe.
 */
final class LogSource implements SseSource, ModuleLogs.Listener {

    /** Frames that wait for the client. */
    private static final int MOST = 2 * LogQuery.MOST_AT_FIRST;

    private final ModuleLogs logs;
    private final String name;
    private final ModuleLogs.Stream only;
    /** Guarded by this. */
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private Runnable wake = () -> {};
    /** Guarded by this; null until it is known. */
    private ModuleLogs.Following following;
    /** Guarded by this. */
    private Runnable end = () -> {};
    /** Guarded by this. */
    private boolean over;
    /** Guarded by this. */
    private boolean closed;

    /** @param only of this stream, or null for all */
    LogSource(ModuleLogs logs, String name, ModuleLogs.Stream only) {
        this.logs = logs;
        this.name = name;
        this.only = only;
    }

    ModuleLogs logs() {
        return logs;
    }

    String name() {
        return name;
    }

    /** @param onMore something waits; @param onOver nothing more comes */
    synchronized void tells(Runnable onMore, Runnable onOver) {
        wake = onMore;
        end = onOver;
    }

    /** This brings the lines, and is closed with this. */
    void follows(ModuleLogs.Following lines) {
        synchronized (this) {
            following = lines;
            if (!closed) {
                return;
            }
        }
        lines.close();
    }

    static Map<String, Object> entry(ModuleLogs.Line line) {
        return Json.object(
                "cursor", line.cursor(),
                "time", line.time() == null ? null : line.time().toString(),
                "stream", LogQuery.word(line.stream()),
                "text", line.text());
    }

    @Override
    public void onLines(List<ModuleLogs.Line> lines) {
        for (ModuleLogs.Line line : lines) {
            if (only == null || line.stream() == only) {
                put(Sse.event("line", line.cursor(), entry(line)));
            }
        }
    }

    @Override
    public void onGap(long lines) {
        put(Sse.event("gap", null, Map.of("lines", lines)));
    }

    @Override
    public void onReset() {
        put(Sse.event("reset", null, Map.of()));
    }

    @Override
    public void onEnd() {
        put(Sse.event("end", null, Map.of()));
        synchronized (this) {
            over = true;
        }
    }

    private void put(byte[] frame) {
        Runnable told;
        synchronized (this) {
            while (waiting.size() >= MOST && !closed) {
                if (!patient()) {
                    return;
                }
            }
            if (closed) {
                return;
            }
            waiting.add(frame);
            told = wake;
        }
        told.run();
    }

    private boolean patient() {
        try {
            wait();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized byte[] next() {
        notifyAll();
        byte[] next = waiting.poll();
        if (next == null && over) {
            end.run();
        }
        return next;
    }

    @Override
    public void close() {
        ModuleLogs.Following lines;
        synchronized (this) {
            closed = true;
            waiting.clear();
            lines = following;
            notifyAll();
        }
        if (lines != null) {
            lines.close();
        }
    }
}
