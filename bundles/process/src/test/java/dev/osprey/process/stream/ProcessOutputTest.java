package dev.osprey.process.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.table.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProcessOutputTest {

    /** However long it was quiet before its end: its last words may just be on their way. */
    @Test
    void silenceBeforeTheEndDoesNotCount() throws Exception {
        long start = System.nanoTime();
        AtomicInteger heard = new AtomicInteger();
        try (PipedOutputStream words = new PipedOutputStream();
                InputStream out = new PipedInputStream(words)) {
            ProcessOutput output = new ProcessOutput("test", out, InputStream.nullInputStream());
            output.subscribe(EnumSet.of(Stream.STDOUT), (stream, bytes) -> heard.addAndGet(bytes.remaining()));
            output.start((role, work) -> thread(work).start());
            Await.until("a long silence", () -> System.nanoTime() - start > 300_000_000);
            CompletableFuture<Void> last = CompletableFuture.runAsync(output::awaitLast);
            assertThrows(TimeoutException.class, () -> last.get(60, TimeUnit.MILLISECONDS));
            words.write(new byte[3]);
            words.flush();
            last.get(20, TimeUnit.SECONDS);
            assertEquals(3, heard.get());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "osprey-process-test");
        thread.setDaemon(true);
        return thread;
    }

    @Test
    void anEndOfBothStreamsIsTheLast() throws IOException {
        ProcessOutput output = new ProcessOutput("test", InputStream.nullInputStream(), InputStream.nullInputStream());
        output.start((role, work) -> work.run());
        output.awaitLast();
        assertEquals(true, output.ended().isDone());
    }
}
