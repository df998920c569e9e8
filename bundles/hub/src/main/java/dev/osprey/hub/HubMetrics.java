package dev.osprey.hub;

import dev.osprey.system.Metric;
import dev.osprey.system.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The hub's numbers as metrics: what {@code GET /stats} shows, under {@code osprey_hub_}. */
@Component
public final class HubMetrics implements Metrics {

    private static final Map<String, String> GAUGES = Map.of(
            "connections", "Connections at the moment.",
            "subscriptions", "Patterns that connections have subscribed to.",
            "watches", "Watches of the registry.",
            "pending_bytes", "Bytes that wait for all connections.");

    private final HubView hub;

    @Activate
    public HubMetrics(@Reference HubView hub) {
        this.hub = hub;
    }

    @Override
    public List<Metric> now() {
        List<Metric> metrics = new ArrayList<>();
        hub.stats().forEach((name, value) -> {
            if (value instanceof Number number) {
                boolean counter = !GAUGES.containsKey(name) && !name.equals("uptime_seconds");
                metrics.add(Metric.of(
                        "osprey_hub_" + name + (counter ? "_total" : ""),
                        GAUGES.getOrDefault(name, "The hub's " + name.replace('_', ' ') + " since its start."),
                        counter,
                        number.doubleValue()));
            }
        });
        return metrics;
    }
}
