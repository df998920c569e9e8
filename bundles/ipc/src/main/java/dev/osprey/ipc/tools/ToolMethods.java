package dev.osprey.ipc.tools;

import dev.osprey.ipc.method.Method;
import dev.osprey.ipc.method.MethodTable;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.method.Request;
import dev.osprey.tool.QuickTool;
import dev.osprey.tool.Tools;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Every tool is a method, for who has said who it is. Thread-safe. */
public final class ToolMethods {

    private static final String STDIN = "process.stdin.";
    private static final int LONGEST = 128;

    /** The quick tools of one peer, as of a change of the tools. */
    private record Bound(long change, Map<String, Method> byName, MethodTable table) {}

    private record Input(Peer peer, Object process) {}

    private final Tools tools;
    private final ToolRuns runs;
    private final LongSupplier changes;
    private final InOrder inputs = new InOrder();
    private final Map<Peer, Bound> quick = new ConcurrentHashMap<>();

    /** @param changes grows whenever a tool comes or goes */
    public ToolMethods(Tools tools, ToolRuns runs, LongSupplier changes) {
        this.tools = tools;
        this.runs = runs;
        this.changes = changes;
    }

    /** The tool of a name, as a method; null if there is none. On the peer's event loop. */
    public Method find(Peer peer, byte[] name, int from, int to) {
        long change = changes.getAsLong();
        Bound bound = quick.get(peer);
        if (bound != null && bound.change == change) {
            Method method = bound.table.find(name, from, to);
            if (method != null && ((QuickMethod) method).current()) {
                return method;
            }
        }
        if (to - from > LONGEST) {
            return null;
        }
        String tool = new String(name, from, to - from, StandardCharsets.UTF_8);
        if (tools.find(tool).isEmpty()) {
            return null;
        }
        Optional<QuickTool> found = tools.quick(tool, peer.principal(), "ipc");
        return found.isPresent() ? bind(peer, change, tool, found.get()) : (request, answer) -> call(tool, request);
    }

    private Method bind(Peer peer, long change, String name, QuickTool tool) {
        QuickMethod method = new QuickMethod(tool, UnaryOperator.identity());
        Bound before = quick.get(peer);
        Map<String, Method> all = new LinkedHashMap<>();
        if (before != null && before.change == change) {
            all.putAll(before.byName);
        }
        all.put(name, method);
        quick.put(peer, new Bound(change, all, new MethodTable(all)));
        return method;
    }

    /** A peer has gone, or is somebody else. */
    public void forget(Peer peer) {
        quick.remove(peer);
    }

    private void call(String tool, Request request) {
        Peer peer = request.peer();
        Map<String, Object> params = request.params();
        if (!tool.startsWith(STDIN)) {
            runs.run(request, peer.principal(), tool, told(tool, params, request), UnaryOperator.identity());
            return;
        }
        // What is written to one process arrives in the order in which it was sent.
        Input input = new Input(peer, params.get("id"));
        ToolRun run = runs.prepare(
                request, peer.principal(), tool, plain(params), UnaryOperator.identity(), () -> inputs.done(input));
        inputs.enter(input, () -> runs.begin(run));
    }

    /** Kairo's {@code data} is text or bytes; JSON has no bytes. */
    private static Map<String, Object> plain(Map<String, Object> params) {
        Object data = params.get("data");
        if (!(data instanceof String) && !(data instanceof byte[])) {
            return params;
        }
        Map<String, Object> plain = new LinkedHashMap<>(params);
        plain.remove("data");
        if (data instanceof byte[] bytes) {
            plain.put("base64", Base64.getEncoder().encodeToString(bytes));
        } else {
            plain.put("text", data);
        }
        return plain;
    }

    /** An event is given what the request says of its context, if it says nothing itself. */
    private static Map<String, Object> told(String tool, Map<String, Object> params, Request request) {
        if (!tool.equals("event.publish") || request.correlationId() == null && request.causationId() == null) {
            return params;
        }
        Map<String, Object> told = new LinkedHashMap<>(params);
        if (request.correlationId() != null) {
            told.putIfAbsent("correlation_id", request.correlationId());
        }
        if (request.causationId() != null) {
            told.putIfAbsent("causation_id", request.causationId());
        }
        return told;
    }
}
