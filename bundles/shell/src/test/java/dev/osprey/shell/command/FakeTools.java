package dev.osprey.shell.command;

import dev.osprey.access.Role;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.ToolInvocation;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/** A tool table that answers as it is told and remembers the requests. */
final class FakeTools implements Tools {

    final List<ToolRequest> requests = new ArrayList<>();
    final CountDownLatch cancelled = new CountDownLatch(1);
    final Set<String> absent = new HashSet<>();
    private final BiFunction<ToolRequest, ToolObserver, CompletionStage<Object>> answer;

    FakeTools(BiFunction<ToolRequest, ToolObserver, CompletionStage<Object>> answer) {
        this.answer = answer;
    }

    static FakeTools returning(Object value) {
        return new FakeTools((request, observer) -> CompletableFuture.completedFuture(value));
    }

    /** One that says what is given for a tool, by the tool's name. */
    static FakeTools saying(Map<String, Object> answers) {
        return new FakeTools((request, observer) -> CompletableFuture.completedFuture(answers.get(request.tool())));
    }

    @Override
    public List<ToolInfo> list() {
        return List.of(info("host.info"));
    }

    private static ToolInfo info(String name) {
        return new ToolInfo(
                name,
                "Says what this host is.",
                Map.of("type", "object"),
                Map.of(),
                Role.VIEWER,
                Duration.ofSeconds(30),
                true,
                "dev.osprey.process");
    }

    @Override
    public Optional<ToolInfo> find(String name) {
        return absent.contains(name) ? Optional.empty() : Optional.of(info(name));
    }

    @Override
    public ToolInvocation call(ToolRequest request, ToolObserver observer) {
        requests.add(request);
        CompletionStage<Object> result = answer.apply(request, observer);
        return new ToolInvocation() {
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
                cancelled.countDown();
            }

            @Override
            public Object await() {
                throw new UnsupportedOperationException();
            }
        };
    }
}
