package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.access.Principal;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tool calls of one connection: frames {@code call} and {@code cancel}. On its event loop, but for {@link #size}. */
final class Calls {

    /** Bytes of chunks that may be on their way to the client. */
    private static final int WINDOW = 256 << 10;

    private final Hub hub;
    private final Principal principal;
    private final Peer peer;
    private final Window window = new Window(WINDOW);
    /** By the id's JSON. A call leaves when its end has gone out to the network. */
    private final Map<String, Call> open = new ConcurrentHashMap<>();

    Calls(Hub hub, Principal principal, Peer peer) {
        this.hub = hub;
        this.principal = principal;
        this.peer = peer;
    }

    void call(Frame frame) {
        JsonNode id = id(frame);
        if (hub.annex().calls().tools() == null) {
            throw new RefusedException(
                    new Refusal(
                            "unavailable",
                            "The tool table does not run at the moment.",
                            "Call again in a few seconds; if it stays away, look for dev.osprey.kernel in scr:list and in the log."));
        }
        int most = hub.settings().limits().calls();
        if (open.size() >= most) {
            throw new RefusedException(new Refusal(
                    "too_many_calls",
                    "A connection has at most " + most + " calls under way.",
                    "Wait for the end of one, or cancel one."));
        }
        String key = id.toString();
        Call call = new Call(id, principal, peer, window, () -> open.remove(key));
        if (open.putIfAbsent(key, call) != null) {
            throw new RefusedException(
                    Refusal.badField("id is that of another call of this connection; choose another."));
        }
        byte[] text = Arrays.copyOfRange(frame.bytes, frame.start, frame.json.objectEnd());
        CallDesk desk = hub.annex().calls();
        desk.execute(() -> call.begin(desk.tools(), text, hub.settings().slow()));
    }

    /** Cancels a call; one that has ended already is not missed. */
    void cancel(Frame frame) {
        Call call = open.get(id(frame).toString());
        if (call != null) {
            hub.annex().calls().execute(call::cancel);
        }
    }

    private static JsonNode id(Frame frame) {
        boolean there = frame.isString(frame.id) || frame.isNumber(frame.id);
        if (!there || frame.json.to(frame.id) - frame.json.from(frame.id) > Publishing.MAX_ID) {
            throw new RefusedException(Refusal.badField(
                    "id must be a string or a number of at most " + (Publishing.MAX_ID - 2) + " bytes."));
        }
        return JsonText.tree(frame.bytes, frame.json.from(frame.id), frame.json.to(frame.id));
    }

    /** How many are under way; for any thread. */
    int size() {
        return open.size();
    }

    /** Cancels all: nobody is there to hear of them. */
    void close() {
        window.close();
        open.values().forEach(call -> {
            call.gone();
            hub.annex().calls().execute(call::cancel);
        });
    }
}
