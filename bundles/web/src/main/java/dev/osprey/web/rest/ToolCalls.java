package dev.osprey.web.rest;

import dev.osprey.tool.ToolInvocation;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusals;
import dev.osprey.web.sse.Sse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls tools for HTTP clients: no thread of the server waits, and a client that leaves its event stream cancels its call. Thread-safe. */
final class ToolCalls implements AutoCloseable {

    static final String DOOR = "rest";

    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

    private final Tools tools;
    private final Workers workers;
    private final Set<ToolInvocation> running = ConcurrentHashMap.newKeySet();
    /** A call that began before may become known here only after. */
    private volatile boolean closed;

    ToolCalls(Tools tools, Workers workers) {
        this.tools = tools;
        this.workers = workers;
    }

    void call(Exchange exchange) throws IOException {
        Map<String, Object> input = exchange.body();
        ToolRequest request =
                new ToolRequest(exchange.principal(), DOOR, exchange.param("name"), input, CallTimeout.of(exchange));
        if (exchange.wantsEvents()) {
            stream(exchange, request);
        } else {
            plain(exchange, request, ToolCalls::result);
        }
    }

    /** Calls a tool for a path of its own, and answers nothing but its result. */
    void bare(Exchange exchange, String tool, Map<String, Object> input) {
        shaped(exchange, tool, input, value -> value);
    }

    /** Calls a tool for a path of its own. @param shape makes the answer of the result */
    void shaped(Exchange exchange, String tool, Map<String, Object> input, UnaryOperator<Object> shape) {
        plain(exchange, request(exchange, tool, input), (call, value) -> shape.apply(value));
    }

    /** Calls a tool for a path of its own, and answers with server-sent events. */
    void streamed(Exchange exchange, String tool, Map<String, Object> input) {
        ToolRequest request = request(exchange, tool, input);
        if ("HEAD".equals(exchange.request().getMethod())) {
            Sse.head(exchange.response());
        } else {
            stream(exchange, request);
        }
    }

    private ToolRequest request(Exchange exchange, String tool, Map<String, Object> input) {
        if (tools.find(tool).isEmpty()) {
            throw Sse.unavailable(
                    "The tool " + tool + ", which serves this path, is not there",
                    "start the bundle that brings it; GET /api/v1/tools lists what there is");
        }
        return new ToolRequest(exchange.principal(), DOOR, tool, input, null);
    }

    private void plain(Exchange exchange, ToolRequest request, BiFunction<ToolInvocation, Object, Object> shape) {
        ToolInvocation call = begun(tools.call(request));
        HeldResponse held = hold(exchange, call);
        call.result()
                .whenComplete((value, failure) -> workers.execute(() -> {
                    running.remove(call);
                    try {
                        reply(exchange, () -> shape.apply(call, value), failure);
                    } catch (IOException e) {
                        LOG.debug("The client of call {} has gone", call.id(), e);
                    } finally {
                        held.complete();
                    }
                }));
        held.hold();
    }

    private static void reply(Exchange exchange, Supplier<Object> answer, Throwable failure) throws IOException {
        if (failure != null) {
            exchange.fail(cause(failure));
            return;
        }
        try {
            exchange.reply(200, answer.get());
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }

    private void stream(Exchange exchange, ToolRequest request) {
        Client client = new Client();
        EventStream stream = new EventStream(exchange.response(), client::gone);
        ToolInvocation call = begun(tools.call(request, stream));
        HeldResponse held = hold(exchange, call);
        client.calls(call);
        stream.open();
        Runnable endTicks = workers.everyTick(stream::keepAlive);
        call.result()
                .whenComplete((value, failure) -> workers.execute(() -> {
                    running.remove(call);
                    endTicks.run();
                    try {
                        finish(exchange, stream, call, value, failure);
                    } finally {
                        held.complete();
                    }
                }));
        held.hold();
    }

    private static void finish(
            Exchange exchange, EventStream stream, ToolInvocation call, Object value, Throwable failure) {
        Throwable problem = failure;
        if (problem == null) {
            try {
                stream.send("result", result(call, value));
            } catch (IllegalArgumentException e) {
                problem = e;
            }
        }
        if (problem != null) {
            stream.send("error", exchange.errors().body(Refusals.of(cause(problem))));
        }
        stream.close();
    }

    private ToolInvocation begun(ToolInvocation call) {
        running.add(call);
        if (closed) {
            call.cancel();
        }
        return call;
    }

    private HeldResponse hold(Exchange exchange, ToolInvocation call) {
        try {
            return new HeldResponse(exchange.request());
        } catch (IllegalStateException e) {
            running.remove(call);
            call.cancel();
            throw e;
        }
    }

    private static Map<String, Object> result(ToolInvocation call, Object value) {
        return Json.object("call_id", call.id(), "result", value);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Ends every call under way; each is answered as cancelled. */
    @Override
    public void close() {
        closed = true;
        running.forEach(ToolInvocation::cancel);
    }

    /** The reader of an event stream, who may leave before the call is known here. */
    private static final class Client {

        /** Guarded by this. */
        private ToolInvocation call;
        /** Guarded by this. */
        private boolean gone;

        void calls(ToolInvocation begun) {
            boolean left;
            synchronized (this) {
                call = begun;
                left = gone;
            }
            if (left) {
                begun.cancel();
            }
        }

        void gone() {
            ToolInvocation begun;
            synchronized (this) {
                gone = true;
                begun = call;
            }
            if (begun != null) {
                begun.cancel();
            }
        }
    }
}
