package dev.osprey.bench.ipc;

import dev.osprey.bench.process.Instance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The kernel's socket against the least that Netty can do over the same kind of socket. Three JVMs: the product, the echo, and this one, which
 * asks. Each round measures one right after the other, so that what disturbs disturbs both.
 */
public final class IpcBench {

    private static final int IN_FLIGHT = 64;
    private static final byte[] DEVICES = KairoFrames.request("a1", "device.list", KairoFrames.params());
    private static final byte[] PING = KairoFrames.request("a1", "kernel.ping", KairoFrames.params());

    private IpcBench() {}

    /** One line of the table: what was measured in each round, ours and the other's. */
    private record Row(String name, double unit, List<double[]> rounds) {

        String line() {
            List<double[]> byRatio = rounds.stream()
                    .sorted(Comparator.comparingDouble(round -> round[0] / round[1]))
                    .toList();
            double[] median = byRatio.get(byRatio.size() / 2);
            double[] best = byRatio.get(byRatio.size() - 1);
            return String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.2f | %.2f |",
                    name,
                    rounds.stream().mapToDouble(round -> round[0]).max().orElse(0) / unit,
                    rounds.stream().mapToDouble(round -> round[1]).max().orElse(0) / unit,
                    median[0] / median[1],
                    best[0] / best[1]);
        }
    }

    /** Starts all, measures, and writes a table. @return the exit code */
    public static int run(PrintStream tables, PrintStream progress, boolean quick) throws IOException {
        // A socket with a path of its own, as -Dosprey.bench.ipc may name, needs no product started.
        String given = System.getProperty("osprey.bench.ipc");
        if (given != null) {
            measure(Path.of(given), tables, progress, quick);
            return 0;
        }
        try (Instance instance = Instance.in("ipc")) {
            progress.println("ipc: starting Osprey");
            instance.start();
            measure(instance.socket(), tables, progress, quick);
        }
        return 0;
    }

    private static void measure(Path socket, PrintStream tables, PrintStream progress, boolean quick)
            throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        Path folder = Files.createTempDirectory("osprey-bench-ipc");
        try {
            for (int round = -1; round < (quick ? 3 : 5); round++) {
                progress.println("ipc: requests, " + (round < 0 ? "warming up" : "round " + round));
                keep(requests(socket, folder, quick), round, rows);
            }
            // Everybody gets what a process writes, so nobody else is connected now.
            for (int round = -1; round < (quick ? 3 : 5); round++) {
                progress.println("ipc: stream, " + (round < 0 ? "warming up" : "round " + round));
                keep(List.of(stream(socket, folder, quick)), round, rows);
            }
        } finally {
            Files.delete(folder);
        }
        tables.println("## The kernel's socket\n");
        tables.println(
                "Thousands of requests a second against Netty: one that gives each request the same answer without a look at it,");
        tables.println(
                "and one that sends the request itself back. For the stream, megabytes a second of a process's output against the");
        tables.println("same chunks from memory. Best round of each, and the ratio within a round.\n");
        tables.println("| what | Osprey | Netty | ratio, median | ratio, best |");
        tables.println("| --- | --- | --- | --- | --- |");
        rows.values().forEach(row -> tables.println(row.line()));
        tables.println();
    }

    private static void keep(List<Row> measured, int round, Map<String, Row> rows) {
        if (round >= 0) {
            measured.forEach(
                    row -> rows.computeIfAbsent(row.name(), name -> new Row(name, row.unit(), new ArrayList<>()))
                            .rounds()
                            .addAll(row.rounds()));
        }
    }

    private static List<Row> requests(Path socket, Path folder, boolean quick) throws IOException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(quick ? 1_000 : 4_000);
        List<Row> measured = new ArrayList<>();
        try (Driver ours = new Driver(socket);
                EchoProcess echo = new EchoProcess(folder.resolve("echo"), "echo");
                EchoProcess same = new EchoProcess(
                        folder.resolve("same"),
                        Integer.toString(DEVICES.length),
                        HexFormat.of().formatHex(ours.answer(DEVICES)));
                Driver plain = new Driver(echo.socket());
                Driver fixed = new Driver(same.socket())) {
            for (int inFlight : new int[] {1, IN_FLIGHT}) {
                String how = inFlight == 1 ? "one at a time" : inFlight + " in flight";
                for (Driver other : List.of(plain, fixed)) {
                    other.rate(DEVICES, inFlight, nanos);
                }
                double ping = ours.rate(PING, inFlight, nanos);
                double echoed = plain.rate(DEVICES, inFlight, nanos);
                double devices = ours.rate(DEVICES, inFlight, nanos);
                double told = fixed.rate(DEVICES, inFlight, nanos);
                measured.add(row("`device.list` against its own answer, " + how, devices, told));
                measured.add(row("`device.list` against its own request, " + how, devices, echoed));
                measured.add(row("`kernel.ping` against a request, " + how, ping, echoed));
            }
        }
        return measured;
    }

    private static Row row(String name, double ours, double theirs) {
        return new Row(name, 1e3, List.of(new double[] {ours, theirs}));
    }

    private static Row stream(Path socket, Path folder, boolean quick) throws IOException {
        long most = quick ? 1L << 30 : 4L << 30;
        double theirs;
        try (EchoProcess bulk = new EchoProcess(folder.resolve("bulk"), "bulk");
                Driver other = new Driver(bulk.socket())) {
            other.stream(most);
            theirs = other.stream(most);
        }
        try (Driver ours = new Driver(socket)) {
            ours.send(ByteBuffer.wrap(KairoFrames.request(
                    "s",
                    "process.spawn",
                    KairoFrames.params("id", "bulk-" + System.nanoTime(), "command", new String[] {
                        "head", "-c", Long.toString(most), "/dev/zero"
                    }))));
            return new Row(
                    "output of a process, in chunks", 1e6, List.of(new double[] {ours.stream(Long.MAX_VALUE), theirs}));
        }
    }
}
