package dev.osprey.ipc.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamPartsTest {

    @ParameterizedTest
    @CsvSource({
        "kairo.a, kairo.a, true",
        "kairo.a, kairo.ab, false",
        "kairo.*, kairo.a, true",
        "kairo.*, kairo.a.b, false",
        "kairo.*, kairo., false",
        "k*.a, kairo.a, true",
        "k*.a, k.a, false",
        "kairo.>, kairo.a.b, true",
        "kairo.>, kairo, false",
        "kairo.>, kairo., false",
        "a.>.c, a.b.b.c, true",
        "a.>.c, a.c, false",
        ">, x, true",
        "*, x, true",
        "*, x.y, false",
        "(a|x), a, false",
        "*.*, a.b, true",
        ">>, ab, true",
        ">>, a, false"
    })
    void kairosWildcards(String pattern, String subject, boolean matches) {
        assertEquals(matches, new KairoPattern(pattern).matches(subject), pattern + " " + subject);
    }

    @ParameterizedTest
    @CsvSource({"kairo.a, kairo.a", "kairo.*, kairo.>", "kairo.x*.b, kairo.>", "k*, >", ">, >", "a.b.>, a.b.>"})
    void theHubIsAskedForAllThatAPatternNames(String pattern, String cover) {
        assertEquals(cover, new KairoPattern(pattern).cover());
    }

    @Test
    @Timeout(10)
    void aPatternOfNothingButWildcardsTakesNoTime() {
        assertFalse(new KairoPattern("*>".repeat(120) + ".x").matches("a".repeat(254)));
        assertThrows(IllegalArgumentException.class, () -> new KairoPattern("x".repeat(256)));
    }

    @Property
    void whateverTheCutsTheLinesAreTheSame(
            @ForAll @StringLength(max = 60) String text, @ForAll @IntRange(min = 1, max = 7) int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> whole = lines(bytes, bytes.length + 1);
        assertEquals(whole, lines(bytes, size));
        assertEquals(new String(bytes, StandardCharsets.UTF_8), String.join("", whole));
    }

    private static List<String> lines(byte[] bytes, int size) {
        List<String> lines = new ArrayList<>();
        LineMode mode = new LineMode(1_000);
        for (int from = 0; from < bytes.length; from += size) {
            mode.cut(
                    ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)),
                    line -> lines.add(StandardCharsets.UTF_8.decode(line).toString()));
        }
        mode.end(line -> lines.add(StandardCharsets.UTF_8.decode(line).toString()));
        return lines;
    }

    @Test
    void aLineThatIsTooLongComesInPieces() {
        List<Integer> sizes = new ArrayList<>();
        LineMode mode = new LineMode(4);
        mode.cut(
                ByteBuffer.wrap("abcdefghij\nk\n".getBytes(StandardCharsets.UTF_8)),
                line -> sizes.add(line.remaining()));
        assertEquals(List.of(4, 4, 3, 2), sizes);
    }

    @Test
    void creditIsTakenWaitedForAndBounded() throws InterruptedException {
        Credit credit = new Credit(10);
        assertEquals(7, credit.take(7, true));
        assertEquals(3, credit.take(7, true));
        assertEquals(0, credit.take(7, false));
        assertEquals(5, credit.add(5));
        assertThrows(IllegalArgumentException.class, () -> credit.add(0));
        assertThrows(IllegalArgumentException.class, () -> credit.add(Credit.MOST));
        assertEquals(5, credit.take(9, true));
        credit.close();
        assertEquals(-1, credit.take(1, true));
    }

    @Test
    @Timeout(20)
    void aProcessThatDoesNotReadHoldsUpItsOwnInputOnly() throws InterruptedException {
        CountDownLatch reads = new CountDownLatch(1);
        List<String> told = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(3);
        OutputStream pipe = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("one by one");
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                try {
                    reads.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                if (bytes[0] == 2) {
                    throw new IOException("broken");
                }
            }
        };
        try (Workers workers = new Workers()) {
            StdinWriter writer = new StdinWriter(pipe, workers.patient());
            assertTrue(writer.write(new byte[] {1}, failure -> note(told, all, "one " + failure)));
            assertTrue(writer.write(new byte[] {2}, failure -> note(told, all, "two " + failure.getMessage())));
            assertFalse(writer.write(new byte[(int) StdinWriter.MOST], failure -> note(told, all, "never")));
            assertTrue(writer.write(null, failure -> note(told, all, "closed " + failure)));
            assertEquals(List.of(), told);
            reads.countDown();
            all.await();
        }
        assertEquals(List.of("one null", "two broken", "closed null"), told);
    }

    private static void note(List<String> told, CountDownLatch all, String what) {
        synchronized (told) {
            told.add(what);
        }
        all.countDown();
    }
}
