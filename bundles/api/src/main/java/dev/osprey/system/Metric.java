package dev.osprey.system;

import java.util.List;
import java.util.Map;

/**
 * One number, or one for each value of its labels, with the names of the Prometheus exposition format.
 *
 * @param name lower case with underscores, the unit last: {@code osprey_hub_events_total}, {@code osprey_hub_pending_bytes}
 * @param help one sentence
 * @param counter whether it only ever grows; else it is a gauge
 * @param samples the values
 */
public record Metric(String name, String help, boolean counter, List<Sample> samples) {

    /** A metric without labels. */
    public static Metric of(String name, String help, boolean counter, double value) {
        return new Metric(name, help, counter, List.of(new Sample(Map.of(), value)));
    }

    /** One value under its labels. */
    public record Sample(Map<String, String> labels, double value) {}
}
