package dev.osprey.bench.jvm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * What one writes without a hub: an {@link EventHandler} that makes JSON of an event and writes it as a WebSocket frame to each
 * channel. It gets the event as it does in a framework, from EventAdmin, and for comparison by a call of its method.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PlainBenchmark {

    /** The longest text whose frame has a head of two bytes. */
    private static final int SHORT = 125;

    /** Below what would fill the memory: EventAdmin's queue has no bound. */
    private static final int UNDER_WAY = 8_000;

    @Param({"socket", "local"})
    public String transport;

    @Param({"eventadmin", "call"})
    public String route;

    private final ObjectMapper json = new ObjectMapper();
    private PlainChannel link;
    private PlainEventAdmin admin;
    private Consumer<Event> publication;
    private long sent;
    private long bytes;
    private volatile long handled;

    @Setup
    public void connect() {
        link = transport.equals("socket") ? PlainChannel.socket() : PlainChannel.local();
        EventHandler handler = event -> {
            try {
                byte[] text = json.writeValueAsBytes(frame(event));
                bytes += text.length + (text.length > SHORT ? 4 : 2);
                Channel channel = link.channel();
                channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)), channel.voidPromise());
                handled++; // by one thread
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        };
        if (route.equals("eventadmin")) {
            admin = new PlainEventAdmin(handler);
            publication = admin::post;
        } else {
            publication = handler::handleEvent;
        }
    }

    private static Map<String, Object> frame(Event event) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", "event");
        frame.put("event_id", event.getProperty("id"));
        frame.put("event", event.getTopic().replace('/', '.'));
        frame.put("source", event.getProperty("source"));
        frame.put("timestamp", event.getProperty(EventConstants.TIMESTAMP).toString());
        frame.put("data", event.getProperty("data"));
        return frame;
    }

    @Benchmark
    public void publish() {
        while (!link.channel().isWritable() || sent - handled > UNDER_WAY) {
            Thread.onSpinWait();
        }
        publication.accept(new Event(
                "bench/tick",
                Map.of(
                        "id",
                        "bench-" + sent,
                        "source",
                        "dev.osprey.bench",
                        EventConstants.TIMESTAMP,
                        Instant.now(),
                        "data",
                        Map.of("n", sent++))));
    }

    /** Everything has arrived. */
    @TearDown
    public void check() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while ((handled < sent || link.bytes() < bytes) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        if (handled != sent || link.bytes() != bytes) {
            throw new IllegalStateException("Sent " + sent + ", handled " + handled + "; wrote " + bytes + " bytes, "
                    + link.bytes() + " arrived");
        }
        link.close();
        if (admin != null) {
            admin.close();
        }
    }
}
