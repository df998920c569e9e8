package dev.osprey.kernel.search;

import dev.osprey.access.Permission;
import dev.osprey.search.Findable;
import dev.osprey.search.SearchQuery;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Run by hand: how much processor time a search over many entries takes. */
final class SearchBench {

    private static final Logger LOG = LoggerFactory.getLogger(SearchBench.class);
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 9;

    private SearchBench() {}

    public static void main(String[] arguments) {
        int entries = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        List<Findable> items = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            items.add(entry(i));
        }
        Sources sources =
                Things.sources(new Things.Shelf("module", Permission.REGISTRY_READ, items.toArray(Findable[]::new)));
        Finder finder = new Finder(sources);
        Answerer answerer = new Answerer(sources);
        for (String text : List.of(
                "",
                "sensor",
                "nothing-has-this",
                "\"floor 17\" -kitchen",
                "*77*",
                "metadata.port:9077",
                "*.port:9077",
                "(metadata.port=9077)",
                "(&(kind=module)(metadata.room=room-7*)(!(name=x)))")) {
            measure(text, () -> finder.find(new SearchQuery(Things.ADMIN, text, 100, null))
                    .hits()
                    .size());
        }
        for (String text :
                List.of("which sensor measures the temperature on floor 17?", "what is the capital of France?")) {
            measure(text, () -> answerer.answer(Things.ADMIN, text, 5).sources().size());
        }
    }

    private static Findable entry(int i) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("port", 9000 + i % 1000);
        metadata.put("room", "room-" + i % 500);
        metadata.put("unit", "C");
        metadata.put("ws_endpoint", "ws://127.0.0.1:" + (9000 + i % 1000) + "/ws");
        for (int k = 0; k < 12; k++) {
            metadata.put("setting_" + k, "value " + k + " of " + i);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("module_id", "sensor-" + i);
        document.put("module_type", "sensor");
        document.put("name", "Sensor " + i);
        document.put("metadata", metadata);
        return new Findable(
                "module",
                "sensor-" + i,
                "Sensor " + i,
                "Measures the temperature on floor " + i % 40,
                List.of("sensor"),
                document);
    }

    private interface Work {
        int run();
    }

    private static void measure(String what, Work work) {
        long best = Long.MAX_VALUE;
        int found = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long start = CPU.getCurrentThreadCpuTime();
            found = work.run();
            best = Math.min(best, CPU.getCurrentThreadCpuTime() - start);
        }
        LOG.info("{} ms, {} hits: {}", best / 1_000_000, found, what);
    }
}
