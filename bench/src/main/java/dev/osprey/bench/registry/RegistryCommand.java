package dev.osprey.bench.registry;

import dev.osprey.bench.Command;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The registry at several sizes, in time and in heap. */
public final class RegistryCommand implements Command {

    private static final List<String> FULL = List.of("1000", "10000", "100000");
    private static final List<String> QUICK = List.of("1000", "10000");

    /** What each benchmark is, in the order of the table. */
    private static final Map<String, String> TITLES = titles();

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("get", "`get` of one field");
        titles.put("exactModule", "look-up, exact module (20 rows)");
        titles.put("rareField", "look-up, exact field that 3 entries have");
        titles.put("fieldAndValue", "look-up, exact field and exact value (1 row)");
        titles.put("modulePrefix", "look-up, module glob with a prefix (200 rows)");
        titles.put("scanForThree", "look-up, three globs (3 rows)");
        titles.put("scanForATenth", "look-up, three globs (a row for each tenth entry)");
        titles.put("register", "register and deregister");
        titles.put("bareService", "`registerService` and `unregister`, same properties, no registry");
        return titles;
    }

    @Override
    public boolean run(boolean quick, PrintStream tables, PrintStream progress) {
        List<String> sizes = quick ? QUICK : FULL;
        Map<String, Map<String, Double>> micros = new LinkedHashMap<>();
        try {
            for (String title : TITLES.keySet()) {
                for (String size : sizes) {
                    progress.println("registry: " + title + " with " + size + " entries");
                    micros.computeIfAbsent(title, unknown -> new LinkedHashMap<>())
                            .put(size, measure(title, size, quick));
                }
            }
        } catch (RunnerException e) {
            progress.println("The registry cannot be measured: " + e);
            for (Throwable cause : e.getSuppressed()) {
                progress.println("  " + cause + (cause.getCause() == null ? "" : ": " + cause.getCause()));
            }
            return false;
        }
        times(micros, sizes, tables);
        heap(sizes.get(sizes.size() - 1), tables, progress);
        return true;
    }

    /** The median, which other work on the machine disturbs least. */
    private static double measure(String title, String size, boolean quick) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\.RegistryBenchmark\\." + title + "$")
                .param("entries", size)
                .forks(1)
                .warmupIterations(quick ? 2 : 4)
                .warmupTime(TimeValue.milliseconds(quick ? 300 : 1000))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 300 : 1000))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs("-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static void times(Map<String, Map<String, Double>> micros, List<String> sizes, PrintStream tables) {
        tables.println(
                "| microseconds (median), with this many entries of 20 fields | " + String.join(" | ", sizes) + " |");
        tables.println("| --- |" + " ---: |".repeat(sizes.size()));
        TITLES.forEach((name, title) -> row(title, micros.get(name).values(), tables));
        Map<String, Double> ratios = new LinkedHashMap<>();
        micros.get("register")
                .forEach((size, time) ->
                        ratios.put(size, time / micros.get("bareService").get(size)));
        row("ratio of the last two", ratios.values(), tables);
        tables.println();
    }

    private static void row(String title, Collection<Double> numbers, PrintStream tables) {
        StringBuilder row = new StringBuilder("| ").append(title).append(" |");
        for (double number : numbers) {
            row.append(String.format(Locale.ROOT, number < 100 ? " %.2f |" : " %.0f |", number));
        }
        tables.println(row);
    }

    private static void heap(String size, PrintStream tables, PrintStream progress) {
        progress.println("registry: heap with " + size + " entries, in a JVM of 1 GB");
        HeapProcess entries = HeapProcess.run(size, "registry");
        HeapProcess bare = HeapProcess.run(size, "bare");
        tables.println("| after garbage collection, with " + size + " entries | registry | bare services |");
        tables.println("| --- | ---: | ---: |");
        tables.println(
                "| heap in use, framework included, MB | " + entries.megabytes() + " | " + bare.megabytes() + " |");
        tables.println("| bytes for each entry | " + entries.bytesEach() + " | " + bare.bytesEach() + " |");
        tables.println("| microseconds to register each, from the first on | " + entries.microsEach() + " | "
                + bare.microsEach() + " |");
    }
}
