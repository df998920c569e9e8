package dev.osprey.web.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.system.Metric;
import dev.osprey.system.Metric.Sample;
import dev.osprey.system.Metrics;
import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsServletTest {

    private final MetricsServlet door = new MetricsServlet(new MemoryAccess());
    private final Served served = new Served(false).with(door, "/metrics").start();

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void servesTheTextFormat() {
        door.addSource(() -> List.of(
                Metric.of("b_total", "Things.\nAnd \\ more \"things\".", true, 12),
                new Metric(
                        "a_bytes",
                        "Bytes.",
                        false,
                        List.of(
                                new Sample(Map.of("z", "1", "name", "a \"b\" \\ c\nd"), 0.25),
                                new Sample(Map.of("name", "ä"), 1e18),
                                new Sample(Map.of(), Double.NaN),
                                new Sample(Map.of("le", "x"), Double.NEGATIVE_INFINITY)))));
        Answer answer = served.get("/metrics");
        assertEquals(200, answer.status());
        assertEquals(
                "text/plain;version=0.0.4;charset=utf-8",
                answer.header("Content-Type").replace(" ", ""));
        assertEquals(
                """
                # HELP a_bytes Bytes.
                # TYPE a_bytes gauge
                a_bytes{name="a \\"b\\" \\\\ c\\nd",z="1"} 0.25
                a_bytes{name="ä"} 1.0E18
                a_bytes NaN
                a_bytes{le="x"} -Inf
                # HELP b_total Things.\\nAnd \\\\ more "things".
                # TYPE b_total counter
                b_total 12
                """,
                answer.text());
    }

    @Test
    void samplesOfOneNameComeTogetherAndOnce() {
        door.addSource(() -> List.of(one("x_total", true, "a", 1), one("y", false, "a", 1)));
        door.addSource(() -> List.of(one("x_total", true, "b", 2), one("x_total", true, "a", 3)));
        door.addSource(() -> List.of(one("x_total", false, "c", 4)));
        assertEquals(
                """
                # HELP x_total Help.
                # TYPE x_total counter
                x_total{l="a"} 1
                x_total{l="b"} 2
                # HELP y Help.
                # TYPE y gauge
                y{l="a"} 1
                """,
                served.get("/metrics").text());
    }

    private static Metric one(String name, boolean counter, String label, double value) {
        return new Metric(name, "Help.", counter, List.of(new Sample(Map.of("l", label), value)));
    }

    @Test
    void whatIsNoMetricIsLeftOut() {
        door.addSource(() -> List.of(
                Metric.of("bad-name", "x", true, 1),
                new Metric("x", "x", true, List.of(new Sample(Map.of("bad-label", "1"), 1))),
                new Metric("y", "x", true, List.of(new Sample(Map.of("__own", "1"), 1))),
                Metric.of("good", "x", true, 1)));
        assertEquals(
                "# HELP good x\n# TYPE good counter\ngood 1\n",
                served.get("/metrics").text());
    }

    @Test
    void aSourceThatFailsLeavesTheOthersAlone() {
        Metrics broken = () -> {
            throw new IllegalStateException("gone");
        };
        door.addSource(broken);
        door.addSource(() -> null);
        door.addSource(() -> {
            List<Metric> holes = new ArrayList<>();
            holes.add(null);
            return holes;
        });
        door.addSource(() -> List.of(Metric.of("good", "x", true, 1)));
        assertEquals(
                "# HELP good x\n# TYPE good counter\ngood 1\n",
                served.get("/metrics").text());
        door.removeSource(broken);
        assertEquals(200, served.get("/metrics").status());
    }

    @Test
    void refusesWhoMayNot() {
        assertEquals(401, served.get("/metrics", "As", "none").status());
        assertEquals(403, served.get("/metrics", "As", "nobody/MODULE").status());
    }

    @Test
    void theJvmTellsOfItself() {
        door.addSource(new JvmMetrics());
        String text = served.get("/metrics").text();
        for (String name : List.of(
                "jvm_memory_used_bytes{area=\"heap\"} ",
                "jvm_threads_current ",
                "jvm_gc_collections_total{gc=\"",
                "process_uptime_seconds ")) {
            assertTrue(text.contains("\n" + name), name + " in " + text);
        }
    }
}
