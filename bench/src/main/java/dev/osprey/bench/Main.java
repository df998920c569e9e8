package dev.osprey.bench;

import dev.osprey.bench.hub.HubBench;
import dev.osprey.bench.process.ProcessBench;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ./osprey bench}. */
public final class Main {

    private static final List<String> ALL = List.of("hub", "start", "memory");

    private Main() {}

    public static void main(String[] args) throws IOException {
        List<String> words = new ArrayList<>(List.of(args));
        boolean quick = words.remove("--quick");
        PrintStream out = System.out;
        out.println(host() + "\n");
        int worst = 0;
        for (String part : words.isEmpty() || words.contains("all") ? ALL : words) {
            worst = Math.max(worst, run(part, out, quick));
        }
        System.exit(worst);
    }

    private static String host() {
        OperatingSystemMXBean host = ManagementFactory.getOperatingSystemMXBean();
        int processors = host.getAvailableProcessors();
        double load = host.getSystemLoadAverage();
        String busy = load > processors / 2.0
                ? " Other work runs here: quote nothing but ratios, and better measure again when it is quiet."
                : "";
        return String.format(
                Locale.ROOT,
                "%s %s, %d processors, JDK %s, load %.1f before the first run.%s",
                host.getName(),
                host.getArch(),
                processors,
                Runtime.version(),
                load,
                busy);
    }

    private static int run(String part, PrintStream out, boolean quick) throws IOException {
        return switch (part) {
            case "hub" -> HubBench.run(out, quick);
            case "start" -> ProcessBench.start(out, quick);
            case "memory" -> ProcessBench.memory(out);
            default -> throw new IllegalArgumentException("There is no benchmark " + part + "; there are " + ALL);
        };
    }
}
