package dev.osprey.bench.hub;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process has used, as far as this host says. */
public final class ProcStat {

    private ProcStat() {}

    static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }

    /** Processor time of everything on this host; 0 where there is no {@code /proc}. */
    static double allSeconds() throws IOException {
        Path stat = Path.of("/proc/stat");
        if (!Files.isReadable(stat)) {
            return 0;
        }
        // user, nice, system, (idle, waiting,) interrupts, soft interrupts, in hundredths of a second
        String[] words = Files.readAllLines(stat).get(0).trim().split("\\s+");
        long sum = 0;
        for (int i : new int[] {1, 2, 3, 6, 7}) {
            sum += Long.parseLong(words[i]);
        }
        return sum / 100.0;
    }

    /** Of the calling thread. */
    static double threadSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    /** How many files and connections a process may have open; {@code self} for this one. Endless where there is no {@code /proc}. */
    static long mostFiles(String pid) throws IOException {
        Path limits = Path.of("/proc/" + pid + "/limits");
        if (!Files.isReadable(limits)) {
            return Long.MAX_VALUE;
        }
        return Files.readAllLines(limits).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.substring(14).trim().split("\\s+")[0])
                .filter(word -> word.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Resident memory in kB; 0 where there is no {@code /proc}. */
    public static long residentKb(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
