package dev.osprey.process.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.process.ByteListener;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Output.Handle;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.Processes;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutputTest extends TableFixture {

    private static final Set<Stream> OUT = EnumSet.of(Stream.STDOUT);

    /** Remembers bytes, and whether the end came. */
    private static final class Bytes implements ByteListener {

        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public synchronized void onBytes(Stream stream, ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            all.writeBytes(copy);
        }

        @Override
        public void onEnd(Stream stream) {
            end.countDown();
        }

        synchronized String text() {
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    private Processes.Held held(String script) {
        return new OwnedProcesses(table).spawnHeld(spec("sh", "-c", script));
    }

    @Test
    void aHundredMegabytesComeBackAsTheyWentIn() throws Exception {
        MessageDigest in = MessageDigest.getInstance("SHA-256");
        MessageDigest out = MessageDigest.getInstance("SHA-256");
        Processes.Held cat = new OwnedProcesses(table).spawnHeld(spec("cat"));
        cat.process().output().subscribe(OUT, (stream, bytes) -> out.update(bytes));
        cat.release();
        byte[] block = new byte[1 << 20];
        Random random = new Random(1);
        try (OutputStream stdin = cat.process().stdin()) {
            for (int i = 0; i < 100; i++) {
                random.nextBytes(block);
                in.update(block);
                stdin.write(block);
            }
        }
        assertEquals(0, exit(cat.process()).code());
        assertArrayEquals(in.digest(), out.digest());
    }

    @Test
    void whoSubscribesToAHeldProcessMissesNothing() throws Exception {
        Processes.Held held = held("printf one; printf two >&2; exit 3");
        Await.until("its end", () -> !held.process().alive());
        Bytes out = new Bytes();
        Bytes err = new Bytes();
        held.process().output().subscribe(OUT, out);
        held.process().output().subscribe(EnumSet.of(Stream.STDERR), err);
        assertFalse(held.process().exit().toCompletableFuture().isDone());
        held.release();
        assertEquals(3, exit(held.process()).code());
        assertEquals("one", out.text());
        assertEquals("two", err.text());
        assertTrue(out.end.await(20, TimeUnit.SECONDS));
    }

    @Test
    void aBlockedListenerMakesTheProcessWait() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong taken = new AtomicLong();
        Processes.Held held =
                held("i=0; while [ $i -lt 64 ]; do head -c 65536 /dev/zero; i=$((i+1)); echo $i >progress; done");
        held.process().output().subscribe(OUT, (stream, bytes) -> {
            taken.addAndGet(bytes.remaining());
            await(go);
        });
        held.release();
        // A pipe and a buffer hold a few blocks of the 64, no more.
        Await.until("a full pipe", () -> writersWait(held.process()));
        assertTrue(progress() < 16, () -> "it wrote " + progress() + " blocks");
        assertTrue(held.process().alive());
        go.countDown();
        exit(held.process());
        assertEquals(64 * 65536, taken.get());
    }

    private boolean writersWait(ManagedProcess process) {
        return process.members().stream().anyMatch(pid -> {
            try {
                return Files.readString(Path.of("/proc/" + pid + "/wchan")).contains("pipe_write");
            } catch (java.io.IOException e) {
                return false;
            }
        });
    }

    private int progress() {
        try {
            String text = Files.readString(folder.resolve("progress")).trim();
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (java.io.IOException e) {
            return 0;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aListenerThatFailsIsDroppedAndTheOthersGoOn() throws Exception {
        Bytes good = new Bytes();
        AtomicInteger calls = new AtomicInteger();
        Processes.Held held = held("echo a; read -r go; echo b");
        held.process().output().subscribe(OUT, (stream, bytes) -> {
            calls.incrementAndGet();
            throw new IllegalStateException("listener");
        });
        held.process().output().subscribe(OUT, good);
        held.release();
        Await.until("a", () -> good.text().equals("a\n"));
        held.process().stdin().close();
        exit(held.process());
        assertEquals("a\nb\n", good.text());
        assertEquals(1, calls.get());
    }

    @Test
    void whoHasLeftHearsNoMore() throws Exception {
        Bytes all = new Bytes();
        Bytes first = new Bytes();
        Processes.Held held = held("echo a; read -r go; echo b");
        held.process().output().subscribe(OUT, all);
        Handle handle = held.process().output().subscribe(OUT, first);
        held.release();
        Await.until("a", () -> first.text().equals("a\n"));
        handle.close();
        held.process().stdin().close();
        exit(held.process());
        assertEquals("a\n", first.text());
        assertEquals("a\nb\n", all.text());
        Bytes late = new Bytes();
        held.process().output().subscribe(OUT, late);
        assertTrue(late.end.await(20, TimeUnit.SECONDS));
    }

    @Test
    void lastWordsOfAProcessThatWasQuietForLongAreNotLost() throws Exception {
        for (int i = 0; i < 20; i++) {
            Lines lines = new Lines();
            ManagedProcess process = sh("(sleep 60 &); read -r go; echo bye", lines);
            process.stdin().close();
            exit(process);
            assertTrue(lines.all.contains("bye"), lines.all::toString);
            process.kill(java.time.Duration.ZERO);
        }
    }
}
