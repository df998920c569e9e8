package dev.osprey.web.metrics;

import dev.osprey.system.Metric;
import dev.osprey.system.Metric.Sample;
import dev.osprey.system.Metrics;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.osgi.service.component.annotations.Component;

/** The JVM's own numbers, under the names that Prometheus' Java client has for them. */
@Component
public final class JvmMetrics implements Metrics {

    @Override
    public List<Metric> now() {
        List<Metric> all = new ArrayList<>();
        memory(all);
        collections(all);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        all.add(Metric.of("jvm_threads_current", "Threads of the JVM.", false, threads.getThreadCount()));
        all.add(Metric.of("jvm_threads_daemon", "Daemon threads of the JVM.", false, threads.getDaemonThreadCount()));
        all.add(Metric.of(
                "jvm_classes_loaded",
                "Classes that are loaded.",
                false,
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()));
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        all.add(Metric.of(
                "process_start_time_seconds",
                "When the process started, in seconds since 1970.",
                false,
                runtime.getStartTime() / 1000.0));
        all.add(Metric.of(
                "process_uptime_seconds", "How long the process has run.", false, runtime.getUptime() / 1000.0));
        return all;
    }

    private static void memory(List<Metric> all) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        all.add(area("jvm_memory_used_bytes", "Memory in use.", heap, other, MemoryUsage::getUsed));
        all.add(area("jvm_memory_committed_bytes", "Memory that the JVM has.", heap, other, MemoryUsage::getCommitted));
        all.add(area(
                "jvm_memory_max_bytes", "Memory that it may have; -1 is no limit.", heap, other, MemoryUsage::getMax));
        List<Sample> pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .map(pool -> new Sample(Map.of("pool", pool.getName()), pool.getMemoryUsed()))
                .toList();
        all.add(new Metric("jvm_buffer_pool_used_bytes", "Memory of buffers beyond the heap.", false, pools));
    }

    private static Metric area(
            String name, String help, MemoryUsage heap, MemoryUsage other, ToDoubleFunction<MemoryUsage> value) {
        return new Metric(
                name,
                help,
                false,
                List.of(
                        new Sample(Map.of("area", "heap"), value.applyAsDouble(heap)),
                        new Sample(Map.of("area", "nonheap"), value.applyAsDouble(other))));
    }

    private static void collections(List<Metric> all) {
        all.add(gc("jvm_gc_collections_total", "Garbage collections.", GarbageCollectorMXBean::getCollectionCount));
        all.add(gc(
                "jvm_gc_collection_seconds_total",
                "Time spent on garbage collections.",
                gc -> gc.getCollectionTime() / 1000.0));
    }

    private static Metric gc(String name, String help, ToDoubleFunction<GarbageCollectorMXBean> value) {
        return new Metric(
                name,
                help,
                true,
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(gc -> new Sample(Map.of("gc", gc.getName()), value.applyAsDouble(gc)))
                        .toList());
    }
}
