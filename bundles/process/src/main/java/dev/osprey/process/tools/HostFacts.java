package dev.osprey.process.tools;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/** Reads facts of the host from the JDK and, on Linux, from {@code /proc}. What the host does not tell is null or -1. */
final class HostFacts {

    private final Path home;

    HostFacts(Path home) {
        this.home = home;
    }

    Map<String, Object> read() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("os", value("/etc/os-release", "PRETTY_NAME", "=").orElse(System.getProperty("os.name")));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("arch", System.getProperty("os.arch"));
        facts.put("hostname", hostname());
        facts.put("cpu", cpu());
        facts.put("memory", memory());
        facts.put("load", load());
        facts.put("uptime_seconds", uptime());
        facts.put("disk", disk());
        facts.put("jdk", System.getProperty("java.vendor") + " " + Runtime.version());
        facts.put("pid", ProcessHandle.current().pid());
        return facts;
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static Map<String, Object> cpu() {
        Map<String, Object> cpu = new LinkedHashMap<>();
        cpu.put("model", value("/proc/cpuinfo", "model name", ":").orElse(null));
        cpu.put("cores", Runtime.getRuntime().availableProcessors());
        return cpu;
    }

    private static Map<String, Object> memory() {
        long available = value("/proc/meminfo", "MemAvailable", ":")
                .map(text -> Long.parseLong(text.replace(" kB", "")) * 1024)
                .orElseGet(() -> bean("FreeMemorySize"));
        return Map.of("total_bytes", bean("TotalMemorySize"), "available_bytes", available);
    }

    private static List<Double> load() {
        try {
            return Stream.of(Files.readString(Path.of("/proc/loadavg")).split(" "))
                    .limit(3)
                    .map(Double::valueOf)
                    .toList();
        } catch (IOException e) {
            double one = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            return one < 0 ? null : List.of(one);
        }
    }

    private static Long uptime() {
        return ProcessHandle.of(1)
                .flatMap(init -> init.info().startInstant())
                .map(start -> Duration.between(start, Instant.now()).toSeconds())
                .orElse(null);
    }

    private Map<String, Object> disk() {
        try {
            FileStore store = Files.getFileStore(home);
            return Map.of(
                    "path", home.toString(),
                    "total_bytes", store.getTotalSpace(),
                    "available_bytes", store.getUsableSpace());
        } catch (IOException e) {
            return Map.of("path", home.toString(), "total_bytes", -1L, "available_bytes", -1L);
        }
    }

    // By name: the type of this bean is not in a package that every framework hands to bundles.
    private static long bean(String attribute) {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), attribute);
        } catch (JMException e) {
            return -1;
        }
    }

    private static Optional<String> value(String file, String key, String separator) {
        try (Stream<String> lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(key) && line.contains(separator))
                    .findFirst()
                    .map(line ->
                            line.substring(line.indexOf(separator) + 1).trim().replaceAll("^\"|\"$", ""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
