package dev.osprey.web.served;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.tool.QuickTool;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.ToolInvocation;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A tool table with small programs in place of tools; each runs on a thread of its own and sees when it is cancelled. */
public final class MemoryTools implements Tools, AutoCloseable {

    /** What a tool does. */
    @FunctionalInterface
    public interface Body {
        Object run(Call call);
    }

    public final Map<String, Body> bodies = new TreeMap<>();
    public final LinkedBlockingQueue<ToolRequest> requests = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Override
    public List<ToolInfo> list() {
        return bodies.keySet().stream().map(MemoryTools::info).toList();
    }

    private static ToolInfo info(String name) {
        return new ToolInfo(
                name,
                "Does " + name,
                Map.of("type", "object"),
                Map.of(),
                Role.OPERATOR,
                Duration.ofSeconds(30),
                true,
                "dev.osprey.test");
    }

    @Override
    public Optional<ToolInfo> find(String name) {
        return bodies.containsKey(name) ? Optional.of(info(name)) : Optional.empty();
    }

    @Override
    public Optional<QuickTool> quick(String name, Principal principal, String door) {
        return Optional.empty();
    }

    @Override
    public ToolInvocation call(ToolRequest request, ToolObserver observer) {
        requests.add(request);
        Body body = bodies.get(request.tool());
        if (body == null) {
            throw new ToolException(ToolException.NOT_FOUND, "There is no " + request.tool(), "list them");
        }
        if (request.tool().startsWith("refused.")) {
            body.run(null);
        }
        Call call = new Call(request, observer);
        threads.execute(() -> {
            try {
                call.result.complete(body.run(call));
            } catch (ToolException e) {
                call.result.completeExceptionally(e);
            }
        });
        return call;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** A call under way. */
    public static final class Call implements ToolInvocation {

        public final ToolRequest request;
        public final ToolObserver observer;
        public final CountDownLatch cancelled = new CountDownLatch(1);
        private final CompletableFuture<Object> result = new CompletableFuture<>();

        Call(ToolRequest request, ToolObserver observer) {
            this.request = request;
            this.observer = observer;
        }

        /** What a tool does that waits for the end of its call. */
        public Object untilCancelled() {
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "too late";
        }

        @Override
        public String id() {
            return "call-1";
        }

        @Override
        public CompletionStage<Object> result() {
            return result;
        }

        @Override
        public void cancel() {
            result.completeExceptionally(new ToolException(ToolException.CANCELLED, "The call was cancelled", null));
            cancelled.countDown();
        }

        @Override
        public Object await() {
            return result.join();
        }
    }
}
