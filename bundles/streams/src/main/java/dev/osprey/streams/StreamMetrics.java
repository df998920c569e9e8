package dev.osprey.streams;

import dev.osprey.event.StreamInfo;
import dev.osprey.system.Metric;
import dev.osprey.system.Metrics;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The numbers of the streams, under the label {@code stream}. */
@Component
public final class StreamMetrics implements Metrics {

    private final Streams streams;

    @Activate
    public StreamMetrics(@Reference Streams streams) {
        this.streams = streams;
    }

    @Override
    public List<Metric> now() {
        return of(streams.now());
    }

    static List<Metric> of(List<StreamInfo> streams) {
        return List.of(
                metric(streams, "osprey_stream_events", "Events that a stream holds.", false, StreamInfo::events),
                metric(streams, "osprey_stream_bytes", "Bytes that a stream takes.", false, StreamInfo::bytes),
                metric(streams, "osprey_stream_max_events", "Its limit of events.", false, StreamInfo::maxEvents),
                metric(streams, "osprey_stream_max_bytes", "Its limit of bytes.", false, StreamInfo::maxBytes),
                metric(
                        streams,
                        "osprey_stream_failures_total",
                        "Events that a stream could not keep.",
                        true,
                        StreamInfo::failures));
    }

    private static Metric metric(
            List<StreamInfo> streams, String name, String help, boolean counter, ToLongFunction<StreamInfo> value) {
        return new Metric(
                name,
                help,
                counter,
                streams.stream()
                        .map(stream -> new Metric.Sample(Map.of("stream", stream.name()), value.applyAsLong(stream)))
                        .toList());
    }
}
