package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.access.Principal;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInvocation;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tool call of a client. It begins and is cancelled on the desk's thread; what it sends on the way comes on the tool's thread,
 * which waits while the client does not read.
 */
final class Call implements ToolObserver {

    private static final Logger log = LoggerFactory.getLogger(Call.class);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final JsonNode id;
    private final Principal principal;
    private final Peer peer;
    private final Window window;
    private final Runnable left;
    private volatile long patience;
    private volatile boolean gone;
    /** Used by the desk's thread. */
    private ToolInvocation invocation;
    /** Its end has been written; used by the connection's event loop. */
    private boolean ended;

    /** @param left runs when its end has gone out, or will not */
    Call(JsonNode id, Principal principal, Peer peer, Window window, Runnable left) {
        this.id = id;
        this.principal = principal;
        this.peer = peer;
        this.window = window;
        this.left = left;
    }

    /**
     * On the desk's thread.
     *
     * @param tools may be null
     * @param text the frame
     * @param slow how long a part waits for a client that does not read
     */
    void begin(Tools tools, byte[] text, Duration slow) {
        if (gone) {
            left.run();
            return;
        }
        patience = slow.toNanos();
        try {
            if (tools == null) {
                throw new ToolException("unavailable", "The tool table has just gone.", "Call again in a few seconds.");
            }
            invocation = tools.call(request(text), this);
            invocation.result().whenComplete(this::end);
        } catch (ToolException refused) {
            end(null, refused);
        } catch (RuntimeException fault) {
            log.warn("A call of {} failed before it began", principal.name(), fault);
            end(null, new ToolException(ToolException.INTERNAL, "The call could not begin.", "See the log."));
        }
    }

    private ToolRequest request(byte[] text) {
        Map<String, Object> frame;
        try {
            frame = JsonText.object(text);
        } catch (UncheckedIOException malformed) {
            throw new ToolException(
                    "bad_frame", malformed.getCause().getMessage(), "Name each key of an object once.", malformed);
        }
        if (!(frame.get("tool") instanceof String tool)) {
            throw badField("tool must be a string, the name of a tool.");
        }
        return new ToolRequest(principal, "ws", tool, input(frame.get("input")), timeout(frame.get("timeout")));
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    private static Map<String, Object> input(Object value) {
        if (value != null && !(value instanceof Map)) {
            throw badField("input must be an object.");
        }
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static Duration timeout(Object value) {
        if (value == null) {
            return null;
        }
        double seconds = value instanceof Number number ? number.doubleValue() : 0;
        if (!(seconds > 0)) {
            throw badField("timeout must be a number of seconds above 0.");
        }
        return seconds >= LONGEST.toSeconds() ? LONGEST : Duration.ofNanos((long) (seconds * 1e9));
    }

    private static ToolException badField(String why) {
        return new ToolException("bad_field", why, "See the frames in docs/events.md.");
    }

    /** On the desk's thread. */
    void cancel() {
        if (invocation != null) {
            invocation.cancel();
        }
    }

    /** Nobody listens any more. */
    void gone() {
        gone = true;
    }

    @Override
    public void onChunk(Object part) {
        send(CallFrames.chunk(id, part));
    }

    @Override
    public void onProgress(double done, String message) {
        send(CallFrames.progress(id, done, message));
    }

    private void send(byte[] frame) {
        try {
            if (!window.enter(frame.length, patience)) {
                throw new ToolException(
                        gone ? ToolException.CANCELLED : "too_slow",
                        gone ? "The caller has gone." : "The caller does not read what the call sends.",
                        "Read faster, or ask for less.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ToolException(ToolException.CANCELLED, "The call has ended.", null, stopped);
        }
        peer.send(frame, () -> !ended, () -> window.leave(frame.length));
    }

    private void end(Object value, Throwable failure) {
        peer.send(last(value, failure), this::endOnce, left);
    }

    /** What a tool still says, because its end was told over its head, is not written any more. */
    private boolean endOnce() {
        ended = true;
        return true;
    }

    private byte[] last(Object value, Throwable failure) {
        if (failure != null) {
            return CallFrames.error(id, failure instanceof ToolException told ? told : unexpected(failure));
        }
        try {
            return CallFrames.result(id, value);
        } catch (ToolException tooLarge) {
            return CallFrames.error(id, tooLarge);
        }
    }

    private static ToolException unexpected(Throwable failure) {
        return new ToolException(ToolException.INTERNAL, "The call failed.", "See the log.", failure);
    }
}
