package dev.osprey.hub;

import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.ToolInvocation;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A tool table without schemas: each call on a thread of its own. */
final class PlainTools implements Tools, AutoCloseable {

    /** What a tool does. */
    interface Work {
        Object run(Map<String, Object> input, ToolObserver observer) throws InterruptedException;
    }

    final Map<String, Work> tools = new ConcurrentHashMap<>();
    final List<ToolRequest> requests = new CopyOnWriteArrayList<>();
    final List<String> cancelled = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Override
    public List<ToolInfo> list() {
        return List.of();
    }

    @Override
    public Optional<ToolInfo> find(String name) {
        return Optional.empty();
    }

    @Override
    public ToolInvocation call(ToolRequest request, ToolObserver observer) {
        requests.add(request);
        Work work = tools.get(request.tool());
        if (work == null) {
            throw new ToolException(ToolException.NOT_FOUND, "There is no tool " + request.tool(), "Look at the list.");
        }
        CompletableFuture<Object> result = new CompletableFuture<>();
        Future<?> running = threads.submit(() -> {
            try {
                result.complete(work.run(request.input(), observer));
            } catch (InterruptedException stopped) {
                result.completeExceptionally(new ToolException(ToolException.CANCELLED, "stopped", null));
            } catch (RuntimeException failed) {
                result.completeExceptionally(failed);
            }
        });
        return new ToolInvocation() {
            @Override
            public String id() {
                return "call";
            }

            @Override
            public CompletionStage<Object> result() {
                return result;
            }

            @Override
            public void cancel() {
                if (result.completeExceptionally(
                        new ToolException(ToolException.CANCELLED, "It was cancelled", null))) {
                    cancelled.add(request.tool());
                    running.cancel(true);
                }
            }

            @Override
            public Object await() {
                return result.join();
            }
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
