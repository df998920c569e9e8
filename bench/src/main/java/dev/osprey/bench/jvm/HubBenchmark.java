package dev.osprey.bench.jvm;

import dev.osprey.event.Event;
import dev.osprey.event.EventHub;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From bundle to bundle: {@code publish} to subscribers that count. A publisher waits while {@value #UNDER_WAY} events are under way,
 * so nothing is dropped and what is published is what is delivered.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class HubBenchmark {

    /** Below the capacity of a subscription. */
    private static final int UNDER_WAY = 8_000;

    /** Events that a publisher asks leave for at once. */
    private static final int BLOCK = 64;

    @Param({"1"})
    public int subscribers;

    /** Whether a sink also takes each event as text, as a stream that keeps everything does. */
    @Param({"false"})
    public boolean texts;

    private final AtomicLong allowed = new AtomicLong();
    private final AtomicLong published = new AtomicLong();
    private final List<Counter> counters = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private long bytes;
    private JvmHub jvm;
    private EventHub hub;

    @Setup
    public void subscribe() {
        jvm = new JvmHub();
        hub = jvm.hub();
        for (int i = 0; i < subscribers; i++) {
            Counter counter = new Counter();
            counters.add(counter);
            subscriptions.add(hub.subscribeBatch(List.of("bench.*"), SubscriptionOptions.DEFAULT, counter));
        }
        if (texts) {
            jvm.subscribe(">", batch -> batch.texts((subject, sequence, text, from, to) -> bytes += to - from));
        }
    }

    /** Each publisher's own. */
    @State(Scope.Thread)
    public static class Publisher {
        private long sent;
        private long leave;

        @TearDown(Level.Iteration)
        public void report(HubBenchmark all) {
            all.published.addAndGet(sent);
            sent = 0;
        }
    }

    @Benchmark
    public Event publish(Publisher publisher) {
        if (publisher.leave == 0) {
            long upTo = allowed.addAndGet(BLOCK);
            for (int i = 0; i < counters.size(); i++) {
                Counter counter = counters.get(i);
                while (upTo - counter.count() > UNDER_WAY) {
                    Thread.onSpinWait();
                }
            }
            publisher.leave = BLOCK;
        }
        publisher.leave--;
        return hub.publish("bench.tick", Map.of("n", publisher.sent++));
    }

    /** Everything has arrived, in order. */
    @TearDown
    public void check() {
        for (int i = 0; i < subscribers; i++) {
            Counter counter = counters.get(i);
            Subscription subscription = subscriptions.get(i);
            await(() -> counter.count() + subscription.dropped() >= published.get());
            if (counter.disorder() || subscription.dropped() > 0 || counter.count() != published.get()) {
                throw new IllegalStateException("Published " + published + ", delivered " + counter.count()
                        + ", dropped " + subscription.dropped() + ", out of order: " + counter.disorder());
            }
        }
        jvm.close();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
