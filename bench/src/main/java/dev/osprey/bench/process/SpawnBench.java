package dev.osprey.bench.process;

import dev.osprey.bench.Command;
import dev.osprey.process.Applied;
import dev.osprey.process.Limits;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a spawn costs, from the call until its exit is seen, beside the same chain of programs started by the JDK; and how fast bytes go in and
 * out.
 */
public final class SpawnBench implements Command {

    private static final OutputListener NOBODY = (stream, line) -> {};
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 100;
    private static final Limits SOME = new Limits(0, 0, 4096, 1024, 0, null, false);
    private static final List<String> CHAIN =
            List.of("prlimit", "--nofile=1024:1024", "--nproc=4096:4096", "--", "setsid", "--", "true");

    /** One start to its end. */
    @FunctionalInterface
    private interface Way {
        void run() throws IOException;
    }

    @Override
    public boolean run(boolean quick, PrintStream tables, PrintStream progress) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("osprey.bench.work", "/tmp")), "spawn-");
        boolean met;
        try (TableInJvm table = new TableInJvm(folder)) {
            Processes processes = table.processes();
            progress.println("spawn: support " + processes.support());
            met = spawns(processes, folder, quick ? 40 : 200, tables, progress);
            tables.println();
            met &= new CatBench(processes, folder).run(quick ? 20 : 100, tables);
        }
        return met;
    }

    private static boolean spawns(
            Processes processes, Path folder, int perRound, PrintStream tables, PrintStream progress)
            throws IOException {
        ProcessSpec plain = new ProcessSpec("true", "bench", List.of("true"), folder, Map.of());
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("`prlimit … setsid -- true` by the JDK", () -> byJdk(CHAIN));
        ways.put("`true` by the JDK", () -> byJdk(List.of("true")));
        ways.put("Osprey", () -> byOsprey(processes, plain));
        ways.put("Osprey, limits of pids and open files", () -> byOsprey(processes, plain.within(SOME)));
        for (Way way : ways.values()) {
            measure(way, WARM_UP);
        }
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                progress.println("spawn: round " + (round + 1) + " of " + ROUNDS + ", " + way.getKey());
                times.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                        .addAll(measure(way.getValue(), perRound));
            }
        }
        ManagedProcess sample = processes.spawn(plain.within(SOME), NOBODY);
        sample.exit().toCompletableFuture().join();
        tables.println("## Spawn\n");
        tables.println("From the call until the exit is seen, one after another; the ways take turns. Limits here: "
                + sample.applied().stream().map(SpawnBench::text).collect(Collectors.joining(", ")) + ".\n");
        tables.println("| way | spawns | median µs | mean µs | of the chain, median | of the chain, mean |");
        tables.println("| --- | --- | --- | --- | --- | --- |");
        List<Long> chain = times.values().iterator().next();
        times.forEach((name, values) -> tables.println(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.2f | %.2f |",
                name,
                values.size(),
                median(values) / 1e3,
                mean(values) / 1e3,
                median(values) / median(chain),
                mean(values) / mean(chain))));
        return true;
    }

    private static String text(Applied applied) {
        return applied.resource() + " by " + applied.by();
    }

    private static void byJdk(List<String> argv) throws IOException {
        try {
            new ProcessBuilder(argv).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Nobody waits any more", e);
        }
    }

    private static void byOsprey(Processes processes, ProcessSpec spec) {
        int code = processes
                .spawn(spec, NOBODY)
                .exit()
                .toCompletableFuture()
                .join()
                .code();
        if (code != 0) {
            throw new IllegalStateException("true ended with " + code);
        }
    }

    private static List<Long> measure(Way way, int count) throws IOException {
        List<Long> times = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            way.run();
            times.add(System.nanoTime() - start);
        }
        return times;
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double mean(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).average().orElse(0);
    }
}
