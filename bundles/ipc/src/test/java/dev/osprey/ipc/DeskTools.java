package dev.osprey.ipc;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.tool.QuickTool;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.ToolInvocation;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A tool table with room for a few calls at a time. */
final class DeskTools implements Tools, AutoCloseable {

    final Map<String, Tool> tools = new ConcurrentSkipListMap<>();
    final Map<String, Tool> quick = new ConcurrentHashMap<>();
    final List<ToolRequest> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger running = new AtomicInteger();
    volatile int room = 8;
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "osprey-test-tool");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public List<ToolInfo> list() {
        return tools.keySet().stream().map(name -> find(name).orElseThrow()).toList();
    }

    @Override
    public Optional<ToolInfo> find(String name) {
        return tools.containsKey(name) || quick.containsKey(name)
                ? Optional.of(new ToolInfo(
                        name,
                        "For a test.",
                        Map.of("type", "object"),
                        Map.of(),
                        Role.VIEWER,
                        Duration.ofSeconds(30),
                        true,
                        "test"))
                : Optional.empty();
    }

    @Override
    public ToolInvocation call(ToolRequest request, ToolObserver observer) {
        Tool tool = tools.get(request.tool());
        if (running.incrementAndGet() > room) {
            running.decrementAndGet();
            throw new ToolException(ToolException.BUSY, "No room", "Wait");
        }
        requests.add(request);
        CompletableFuture<Object> result = new CompletableFuture<>();
        Calls call = new Calls(request, observer, result);
        workers.execute(() -> {
            Object value = null;
            Throwable failure = null;
            try {
                value = tool.call(request.input(), call);
            } catch (ToolException e) {
                failure = e;
            }
            running.decrementAndGet();
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return call;
    }

    private record Calls(ToolRequest request, ToolObserver observer, CompletableFuture<Object> outcome)
            implements ToolInvocation, ToolCall {

        @Override
        public String id() {
            return "call";
        }

        @Override
        public CompletionStage<Object> result() {
            return outcome;
        }

        @Override
        public void cancel() {
            outcome.completeExceptionally(new ToolException(ToolException.CANCELLED, "It was cancelled", null));
        }

        @Override
        public Object await() {
            return outcome.join();
        }

        @Override
        public Principal principal() {
            return request.principal();
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public boolean cancelled() {
            return outcome.isDone();
        }

        @Override
        public void onCancel(Runnable action) {
            outcome.whenComplete((value, failure) -> action.run());
        }

        @Override
        public void chunk(Object part) {
            observer.onChunk(part);
        }

        @Override
        public void progress(double done, String message) {
            observer.onProgress(done, message);
        }
    }

    @Override
    public Optional<QuickTool> quick(String name, Principal principal, String door) {
        Tool tool = quick.get(name);
        return tool == null
                ? Optional.empty()
                : Optional.of(new QuickTool() {
                    @Override
                    public boolean current() {
                        return quick.get(name) == tool;
                    }

                    @Override
                    public Object call(Map<String, Object> input) {
                        return tool.call(input, null);
                    }
                });
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
