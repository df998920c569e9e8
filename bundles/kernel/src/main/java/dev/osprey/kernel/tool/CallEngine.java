package dev.osprey.kernel.tool;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs calls on worker threads, as many as {@link CallRoom} lets in, until their deadline. Thread-safe. */
final class CallEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallEngine.class);

    /** How long an observer may keep a decided outcome from being told. */
    private static final Duration STUCK_OBSERVER = Duration.ofSeconds(1);

    /** How often the audit hears of quick calls. */
    private static final Duration TOLD = Duration.ofMinutes(1);

    private final CallRoom room;
    private final AuditLog audit;
    private final Tallies tallies = new Tallies(this::record);
    private final Map<Call, Offer> running = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();

    /** Without a bound of its own: the room bounds the calls, and a call has at most one stop. */
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> daemon(work, "osprey-tool-worker-" + threads.incrementAndGet()));

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, work -> daemon(work, "osprey-tool-timer"));

    CallEngine(CallRoom room, AuditLog audit) {
        this.room = room;
        this.audit = audit;
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.scheduleWithFixedDelay(tallies::tell, TOLD.toSeconds(), TOLD.toSeconds(), TimeUnit.SECONDS);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** @throws ToolException {@code busy} if there is no room */
    Call start(Offer offer, ToolRequest request, Map<String, Object> input, ToolObserver observer) {
        if (workers.isShutdown()) {
            throw gone(offer, "the tool table has stopped");
        }
        Duration limit = limit(offer, request);
        room.enter(offer.name(), offer.concurrent());
        Call call = new Call(
                request,
                Clock.systemUTC().instant().plus(limit),
                observer,
                this::runCancelAction,
                outcome -> record(request.principal(), request.door(), request.tool(), outcome));
        running.put(call, offer);
        Future<?> alarm = timer.schedule(
                () -> stopLater(call, () -> timeout(offer, limit)), limit.toNanos(), TimeUnit.NANOSECONDS);
        call.result().whenComplete((value, failure) -> alarm.cancel(false));
        workers.execute(() -> work(offer, call, input));
        return call;
    }

    private static Duration limit(Offer offer, ToolRequest request) {
        Duration own = offer.info().timeout();
        if (request.timeout() == null || request.timeout().compareTo(own) >= 0) {
            return own;
        }
        Duration least = Duration.ofMillis(1);
        return request.timeout().compareTo(least) < 0 ? least : request.timeout();
    }

    private static ToolException timeout(Offer offer, Duration limit) {
        return new ToolException(
                ToolException.TIMEOUT,
                offer.name() + " did not end within " + limit.toMillis() + " ms",
                "Allow more time, at most " + offer.info().timeout().toSeconds() + " s, or ask for less.");
    }

    /** The outcome is told when the room is free again: whoever learns of it may call the next at once. */
    private void work(Offer offer, Call call, Map<String, Object> input) {
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        ClassLoader loader = thread.getContextClassLoader();
        Runnable telling = () -> {};
        try {
            if (call.begin(thread)) {
                thread.setName("osprey-tool-" + offer.name());
                thread.setContextClassLoader(offer.tool().getClass().getClassLoader());
                telling = run(offer, call, input);
            }
        } finally {
            call.end();
            thread.setContextClassLoader(loader);
            room.leave(offer.name(), offer.concurrent());
        }
        try {
            telling.run();
        } finally {
            thread.setName(name);
            running.remove(call);
        }
    }

    /** The boundary to foreign code: whatever it throws ends the call and nothing else. @return tells the outcome */
    private static Runnable run(Offer offer, Call call, Map<String, Object> input) {
        Object value;
        try {
            value = offer.tool().call(input, call);
        } catch (ToolException expected) {
            return () -> call.fail(expected);
        } catch (Throwable fault) {
            return () -> {
                if (call.fail(internal(offer, call))) {
                    LOG.warn(
                            "Tool {} of bundle {} failed in call {}",
                            offer.name(),
                            offer.info().bundle(),
                            call.id(),
                            fault);
                }
            };
        }
        return succeed(offer, call, value);
    }

    private static Runnable succeed(Offer offer, Call call, Object value) {
        try {
            Object copy = JsonValues.copy(value);
            return () -> call.succeed(copy);
        } catch (RuntimeException | StackOverflowError notJson) {
            return () -> {
                if (call.fail(internal(offer, call))) {
                    LOG.warn(
                            "Tool {} of bundle {} returned what JSON cannot say in call {}: {}",
                            offer.name(),
                            offer.info().bundle(),
                            call.id(),
                            notJson.toString());
                }
            };
        }
    }

    private static ToolException internal(Offer offer, Call call) {
        return new ToolException(
                ToolException.INTERNAL,
                offer.name() + " failed",
                "The log has the detail under call " + call.id() + ".");
    }

    /** Stops on a worker, so that a slow listener of the outcome holds up neither the timer nor the framework. */
    private void stopLater(Call call, Supplier<ToolException> failure) {
        if (workers.isShutdown()) {
            stop(call, failure.get());
        } else {
            workers.execute(() -> stop(call, failure.get()));
        }
    }

    private void stop(Call call, ToolException failure) {
        if (call.stop(failure) && !timer.isShutdown()) {
            timer.schedule(() -> workers.execute(call::tellAnyway), STUCK_OBSERVER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Cancels the calls that run on this service, because it goes. */
    void stopCallsOf(Offer offer) {
        running.forEach((call, of) -> {
            if (of == offer) {
                stopLater(call, () -> gone(of, "the bundle " + of.info().bundle() + " took it away"));
            }
        });
    }

    static ToolException gone(Offer offer, String why) {
        return new ToolException(
                ToolException.CANCELLED,
                offer.name() + " was cancelled: " + why,
                "Call it again when it is back in the list of tools.");
    }

    private void runCancelAction(Runnable action) {
        Runnable guarded = () -> {
            try {
                action.run();
            } catch (RuntimeException foreign) {
                LOG.warn("What a tool does at a cancellation failed", foreign);
            }
        };
        if (workers.isShutdown()) {
            guarded.run();
        } else {
            workers.execute(guarded);
        }
    }

    /** One audit line. A failing trail must not leave a caller waiting. */
    void record(Principal principal, String door, String tool, String outcome) {
        try {
            audit.record(principal, door, Permission.TOOL_CALL.key(), resource(tool), outcome);
        } catch (RuntimeException broken) {
            LOG.error("The call of {} could not be recorded", resource(tool), broken);
        }
    }

    /** What counts the calls that leave no line each. */
    Tallies tallies() {
        return tallies;
    }

    private static String resource(String tool) {
        return tool.length() > 128 ? tool.substring(0, 128) : tool;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        running.forEach((call, offer) -> stop(call, gone(offer, "the tool table stops")));
        workers.shutdown();
        tallies.tell();
    }
}
