package dev.osprey.ipc.tools;

import dev.osprey.access.Principal;
import dev.osprey.ipc.method.Request;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Calls tools for peers. A call for which the tool table has no room waits here for as long as it may take, since peers send many requests at
 * once; calls of one tool are begun in the order in which they came. Thread-safe.
 */
public final class ToolRuns {

    private static final int PAUSE_MILLIS = 50;
    private static final Duration USUAL = Duration.ofSeconds(30);

    private final Tools tools;
    private final ScheduledExecutorService timer;

    /** Those that wait, by tool. Guarded by this, as the flag. */
    private final Map<String, Queue<ToolRun>> waiting = new HashMap<>();

    private boolean looking;

    public ToolRuns(Tools tools, ScheduledExecutorService timer) {
        this.tools = tools;
        this.timer = timer;
    }

    /** Calls a tool for a request, which is answered later. On the event loop. */
    public void run(
            Request request, Principal principal, String tool, Map<String, Object> input, UnaryOperator<Object> shape) {
        run(request, principal, tool, input, shape, () -> {});
    }

    /** @param whenDone runs once it has been answered */
    void run(
            Request request,
            Principal principal,
            String tool,
            Map<String, Object> input,
            UnaryOperator<Object> shape,
            Runnable whenDone) {
        ToolRun run = prepare(request, principal, tool, input, shape, whenDone);
        begin(run);
    }

    /** One that {@link #begin} begins. On the event loop. */
    ToolRun prepare(
            Request request,
            Principal principal,
            String tool,
            Map<String, Object> input,
            UnaryOperator<Object> shape,
            Runnable whenDone) {
        Double seconds = request.timeout();
        Duration asked = seconds == null || !(seconds > 0) || seconds > 1e6
                ? null
                : Duration.ofMillis((long) Math.ceil(seconds * 1000));
        Duration own = tools.find(tool).map(ToolInfo::timeout).orElse(USUAL);
        Duration longest = asked == null || asked.compareTo(own) > 0 ? own : asked;
        return new ToolRun(
                request,
                new ToolRequest(principal, "ipc", tool, input, asked),
                shape,
                System.nanoTime() + longest.toNanos(),
                () -> {
                    whenDone.run();
                    look(tool);
                });
    }

    void begin(ToolRun run) {
        synchronized (this) {
            Queue<ToolRun> queue = waiting.get(run.tool());
            if (queue != null) {
                queue.add(run);
                return;
            }
        }
        if (!run.begin(tools)) {
            synchronized (this) {
                waiting.computeIfAbsent(run.tool(), tool -> new ArrayDeque<>()).add(run);
                if (!looking) {
                    looking = true;
                    timer.schedule(this::lookAll, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    /** A call of a tool has ended, so there may be room for the next: looked at where nobody else holds anything up. */
    private void look(String tool) {
        synchronized (this) {
            if (!waiting.containsKey(tool)) {
                return;
            }
        }
        timer.execute(() -> beginSome(tool, 1));
    }

    /** On the timer's thread only, so that the order is kept. */
    private void beginSome(String tool, int most) {
        ToolRun next = first(tool);
        for (int i = 0; i < most && next != null; i++, next = first(tool)) {
            if (next.late(System.nanoTime())) {
                next.fail(new ToolException(
                        ToolException.BUSY,
                        "There was no room for a call of " + tool + " in all the time that it may take",
                        "Call it again when fewer calls run."));
            } else if (!next.begin(tools)) {
                return;
            }
            begun(tool, next);
        }
    }

    private synchronized ToolRun first(String tool) {
        Queue<ToolRun> queue = waiting.get(tool);
        return queue == null ? null : queue.peek();
    }

    private synchronized void begun(String tool, ToolRun run) {
        Queue<ToolRun> queue = waiting.get(tool);
        queue.remove(run);
        if (queue.isEmpty()) {
            waiting.remove(tool);
        }
    }

    private void lookAll() {
        Iterable<String> names;
        synchronized (this) {
            names = List.copyOf(waiting.keySet());
        }
        names.forEach(name -> beginSome(name, Integer.MAX_VALUE));
        synchronized (this) {
            looking = !waiting.isEmpty();
            if (looking) {
                timer.schedule(this::lookAll, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }
}
