package dev.osprey.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an event costs from the socket's buffer to the parsed frame, stage by stage, in nanoseconds of CPU and bytes of heap:
 * {@code BytePathBench}. Each stage is the median of {@link #ROUNDS} after as many to warm up; run it on a quiet machine.
 */
final class BytePathBench {

    private static final int ROUNDS = 15;
    private static final int READ = 64 << 10;
    private static final int EVENTS = 20_000;
    /** Events that are published at once, about as many as one read brings. */
    private static final int RUN = 200;

    private static final int ID = 36;

    private static final Logger log = LoggerFactory.getLogger(BytePathBench.class);
    private static final com.sun.management.ThreadMXBean THREAD =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final byte[][] frames = new byte[64][];
    private final byte[] ids = new byte[EVENTS * ID];
    private final ByteBuf stream;
    private final Bytes work = new Bytes(READ);
    private final Frame frame = new Frame();
    private final RecentIds recent = new RecentIds();
    private final long[] run = new long[RUN];
    private final long source = recent.source(Bytes.utf8("\"bench\""));
    private int inStream;
    private int heard;

    private BytePathBench(String name, String data) {
        this.name = name;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < frames.length; i++) {
            String text = "{\"type\":\"event\",\"event_id\":\"" + id(i, 0) + "\",\"event\":\"bench.load\","
                    + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":" + data + "}";
            frames[i] = text.getBytes(StandardCharsets.UTF_8);
        }
        while (all.size() < 4 * READ) {
            inStream++;
            all.writeBytes(RawClient.frame(0x81, frames[inStream % frames.length]));
        }
        stream = Unpooled.directBuffer(all.size()).writeBytes(all.toByteArray());
    }

    private static String id(int i, int round) {
        return "6f1c0000-%04x-4000-8000-%012x".formatted(round, i);
    }

    public static void main(String[] arguments) {
        new BytePathBench("256 B", "{\"p\":\"" + "x".repeat(112) + "\"}").run();
        new BytePathBench("4 KiB", "{\"p\":\"" + "x".repeat(3_937) + "\"}").run();
        new BytePathBench("4 KiB of short values", "{\"p\":[" + "{\"k\":17,\"s\":\"abc\"},".repeat(197) + "1]}").run();
        new BytePathBench("4 KiB beyond ASCII", "{\"p\":\"" + "\u0436\u20ac ".repeat(658) + "\"}").run();
    }

    private void run() {
        log.info("{}: {} bytes a frame", name, frames[0].length);
        FrameReader reader = new FrameReader(1 << 20, new Counter());
        measure("read and unmask", round -> {
            for (int left = EVENTS; left > 0; left -= inStream) {
                for (int at = 0; at < stream.writerIndex(); at += READ) {
                    reader.read(stream.slice(at, Math.min(READ, stream.writerIndex() - at)), work);
                }
            }
        });
        measure("scan", round -> {
            for (int i = 0; i < EVENTS; i++) {
                byte[] bytes = frames[i % frames.length];
                frame.parse(bytes, 0, bytes.length);
                heard += frame.eventId;
            }
        });
        measure("duplicates", round -> {
            for (int from = 0; from < EVENTS; from += RUN) {
                int count = Math.min(RUN, EVENTS - from);
                for (int i = 0; i < count; i++) {
                    run[i] = recent.hash(source, ids, (from + i) * ID, (from + i + 1) * ID);
                }
                heard += recent.add(run, count, false);
            }
        });
    }

    private void measure(String stage, Work stageWork) {
        double[] nanos = new double[ROUNDS];
        double[] heap = new double[ROUNDS];
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            for (int i = 0; i < EVENTS; i++) {
                System.arraycopy(id(i, round & 0xffff).getBytes(StandardCharsets.US_ASCII), 0, ids, i * ID, ID);
            }
            long allocated = THREAD.getCurrentThreadAllocatedBytes();
            long begun = THREAD.getCurrentThreadCpuTime();
            stageWork.run(round);
            if (round >= 0) {
                nanos[round] = (double) (THREAD.getCurrentThreadCpuTime() - begun) / EVENTS;
                heap[round] = (double) (THREAD.getCurrentThreadAllocatedBytes() - allocated) / EVENTS;
            }
        }
        Arrays.sort(nanos);
        Arrays.sort(heap);
        log.info("  {}: {} ns, {} B", stage, Math.round(nanos[ROUNDS / 2]), Math.round(heap[ROUNDS / 2]));
    }

    private interface Work {
        void run(int round);
    }

    private final class Counter implements FrameReader.Receiver {

        @Override
        public void onMessage(boolean text, byte[] b, int from, int to) {
            heard += b[to - 1];
        }

        @Override
        public void onTooLarge(long length) {
            throw new AssertionError("too large");
        }

        @Override
        public void onPing(byte[] b, int from, int to) {
            throw new AssertionError("ping");
        }

        @Override
        public void onPong() {
            throw new AssertionError("pong");
        }

        @Override
        public void onClose(byte[] b, int from, int to) {
            throw new AssertionError("close");
        }

        @Override
        public void onBroken(int code, String why) {
            throw new AssertionError(why);
        }
    }
}
