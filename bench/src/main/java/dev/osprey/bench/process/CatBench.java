package dev.osprey.bench.process;

import dev.osprey.process.ByteListener;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/** Bytes through {@code cat}, and from {@code dd}. */
final class CatBench {

    private static final int BLOCK = 1 << 20;
    private static final int ROUNDS = 5;

    private final Processes processes;
    private final Path folder;

    CatBench(Processes processes, Path folder) {
        this.processes = processes;
        this.folder = folder;
    }

    /** @return whether what came back was what went in */
    boolean run(int mebibytes, PrintStream tables) throws IOException {
        tables.println("## Bytes\n");
        tables.println("| what | MB/s, best of " + ROUNDS + " |");
        tables.println("| --- | --- |");
        boolean equal = equalHashes(mebibytes);
        double through = 0;
        double out = 0;
        for (int i = 0; i < ROUNDS; i++) {
            through = Math.max(through, throughCat(mebibytes));
            out = Math.max(out, fromDd(mebibytes * 10));
        }
        row(tables, mebibytes + " MiB through `cat`, written and read", through);
        row(tables, mebibytes * 10 + " MiB from `dd`, read", out);
        tables.println();
        tables.println("SHA-256 of what went through `cat` and came back: " + (equal ? "equal." : "NOT EQUAL."));
        return equal;
    }

    private static void row(PrintStream tables, String name, double rate) {
        tables.println(String.format(Locale.ROOT, "| %s | %.0f |", name, rate));
    }

    private boolean equalHashes(int mebibytes) throws IOException {
        byte[] block = new byte[BLOCK];
        Random random = new Random(7);
        MessageDigest in = sha256();
        MessageDigest out = sha256();
        Processes.Held cat = processes.spawnHeld(spec("cat"));
        cat.process().output().subscribe(EnumSet.of(Stream.STDOUT), (stream, bytes) -> out.update(bytes));
        cat.release();
        try (OutputStream stdin = cat.process().stdin()) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                in.update(block);
                stdin.write(block);
            }
        }
        cat.process().exit().toCompletableFuture().join();
        return Arrays.equals(in.digest(), out.digest());
    }

    private double throughCat(int mebibytes) throws IOException {
        byte[] block = new byte[BLOCK];
        long start = System.nanoTime();
        Processes.Held cat = held("cat");
        try (OutputStream stdin = cat.process().stdin()) {
            for (int i = 0; i < mebibytes; i++) {
                stdin.write(block);
            }
        }
        return rate(cat, mebibytes, start);
    }

    private double fromDd(int mebibytes) {
        long start = System.nanoTime();
        return rate(held("dd", "if=/dev/zero", "bs=1M", "count=" + mebibytes), mebibytes, start);
    }

    private static double rate(Processes.Held held, int mebibytes, long start) {
        held.process().exit().toCompletableFuture().join();
        return (double) mebibytes * BLOCK * 1e3 / (System.nanoTime() - start);
    }

    private Processes.Held held(String... argv) {
        LongAdder count = new LongAdder();
        ByteListener counter = (Stream stream, ByteBuffer bytes) -> count.add(bytes.remaining());
        Processes.Held held = processes.spawnHeld(spec(argv));
        held.process().output().subscribe(EnumSet.of(Stream.STDOUT), counter);
        held.release();
        return held;
    }

    private ProcessSpec spec(String... argv) {
        return new ProcessSpec(argv[0], "bench", List.of(argv), folder, Map.of());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
