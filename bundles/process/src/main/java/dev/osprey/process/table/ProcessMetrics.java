package dev.osprey.process.table;

import dev.osprey.process.ProcessState;
import dev.osprey.system.Metric;
import dev.osprey.system.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Numbers of the process table. */
@Component
public final class ProcessMetrics implements Metrics {

    private final ProcessTable table;

    @Activate
    public ProcessMetrics(@Reference SharedTable shared) {
        this.table = shared.table();
    }

    @Override
    public List<Metric> now() {
        Tally tally = table.tally();
        return List.of(
                Metric.of("osprey_process_spawned_total", "Processes that were started.", true, tally.spawned()),
                Metric.of("osprey_process_refused_total", "Spawns that failed.", true, tally.refused()),
                new Metric(
                        "osprey_process_exits_total",
                        "Processes that ended, by the reason.",
                        true,
                        tally.exits().entrySet().stream()
                                .map(exit -> sample("reason", exit.getKey(), exit.getValue()))
                                .toList()),
                new Metric(
                        "osprey_processes",
                        "Processes that live, by their state.",
                        false,
                        Arrays.stream(ProcessState.values())
                                .filter(state -> state != ProcessState.EXITED)
                                .map(state -> sample("state", state, table.count(state)))
                                .toList()),
                Metric.of(
                        "osprey_process_trees",
                        "Process trees of which something is left, with those that have lost their leader.",
                        false,
                        table.size()));
    }

    private static Metric.Sample sample(String label, Enum<?> value, long count) {
        return new Metric.Sample(Map.of(label, value.name().toLowerCase(Locale.ROOT)), count);
    }
}
