package dev.osprey.bench.process;

import dev.osprey.bench.hub.ProcStat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** How long a start takes, and what an instance weighs that has nothing to do. */
public final class ProcessBench {

    private static final Duration SETTLE = Duration.ofSeconds(10);

    private ProcessBench() {}

    /** Start-up times. @return the exit code */
    public static int start(PrintStream out, boolean quick) throws IOException {
        int colds = quick ? 1 : 3;
        int warms = quick ? 1 : 5;
        List<Duration> cold = new ArrayList<>();
        List<Duration> warm = new ArrayList<>();
        for (int i = 0; i < colds; i++) {
            try (Instance instance = Instance.in("cold-" + i)) {
                cold.add(instance.start());
            }
        }
        for (int i = 0; i < warms; i++) {
            try (Instance instance = Instance.in("cold-0")) {
                warm.add(instance.start());
            }
        }
        out.println("## Start\n");
        out.println("From the call of `./osprey start` until it returns, which is when everything is ready.\n");
        out.println("| start | median s | min | max | runs |");
        out.println("| --- | --- | --- | --- | --- |");
        row(out, "cold: a new home, nothing cached", cold);
        row(out, "warm: the same home again", warm);
        out.println();
        return 0;
    }

    private static void row(PrintStream out, String name, List<Duration> times) {
        List<Double> seconds =
                times.stream().map(time -> time.toMillis() / 1e3).sorted().toList();
        out.println(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %d |",
                name,
                seconds.get(seconds.size() / 2),
                seconds.get(0),
                seconds.get(seconds.size() - 1),
                seconds.size()));
    }

    /** Memory and size. @return the exit code */
    public static int memory(PrintStream out) throws IOException {
        long resident;
        OptionalLong heap;
        try (Instance instance = Instance.in("memory")) {
            instance.start();
            long end = System.nanoTime() + SETTLE.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            resident = ProcStat.residentKb(instance.pid());
            heap = Heap.usedAfterCollection(instance.pid());
        }
        out.println("## Memory and size\n");
        out.println("| what | |");
        out.println("| --- | --- |");
        out.println("| resident memory, idle for " + SETTLE.toSeconds() + " s after the start | "
                + (resident == 0 ? "not known on this host" : mebibytes(resident << 10)) + " |");
        out.println("| Java heap in use after a collection | "
                + (heap.isEmpty() ? "not known: jcmd gave no answer" : mebibytes(heap.getAsLong() << 10)) + " |");
        Path dist = Path.of(System.getProperty("osprey.bench.dist"));
        out.println("| distribution, unpacked | " + mebibytes(size(dist)) + " |");
        try (Stream<Path> beside = Files.list(dist.resolveSibling("."))) {
            for (Path archive :
                    (Iterable<Path>) beside.filter(file -> file.toString().endsWith(".tar.gz"))::iterator) {
                out.println("| distribution, tar.gz | " + mebibytes(Files.size(archive)) + " |");
            }
        }
        out.println();
        return 0;
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
