package dev.osprey.process.tools;

import dev.osprey.process.ByteListener;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.tool.ToolCall;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Carries bytes from the process's readers to the thread of a call. The queue is short: a slow caller slows the process. */
final class ChunkRelay implements ByteListener {

    private static final int WAITING_CHUNKS = 16;
    private static final long LOOK_MILLIS = 50;

    private record Chunk(Stream stream, byte[] bytes) {}

    private final BlockingQueue<Chunk> waiting = new ArrayBlockingQueue<>(WAITING_CHUNKS);
    private final Map<Stream, Characters> characters = new EnumMap<>(Stream.class);
    private final boolean text;
    private volatile boolean closed;
    private long bytes;
    private long sequence;

    ChunkRelay(boolean text) {
        this.text = text;
        for (Stream stream : Stream.values()) {
            characters.put(stream, new Characters());
        }
    }

    @Override
    public void onBytes(Stream stream, ByteBuffer given) {
        byte[] copy = new byte[given.remaining()];
        given.get(copy);
        Chunk next = new Chunk(stream, copy);
        try {
            while (!closed && !waiting.offer(next, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                continue;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands chunks on until there are no more, or the call is cancelled. @return how many bytes */
    long relay(ToolCall call, BooleanSupplier over) throws InterruptedException {
        while (!call.cancelled()) {
            // Looked at first: once it is so, nothing can come behind what waits.
            boolean last = over.getAsBoolean();
            Chunk chunk = last ? waiting.poll() : waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (chunk != null) {
                hand(chunk, call);
            } else if (last) {
                break;
            }
        }
        return bytes;
    }

    private void hand(Chunk chunk, ToolCall call) {
        bytes += chunk.bytes().length;
        String value = text
                ? characters.get(chunk.stream()).of(chunk.bytes())
                : Base64.getEncoder().encodeToString(chunk.bytes());
        if (!value.isEmpty()) {
            sequence++;
            String stream = chunk.stream().name().toLowerCase(Locale.ROOT);
            call.chunk(Map.of("stream", stream, text ? "text" : "base64", value, "sequence", sequence));
        }
    }

    /** Nobody takes any more. */
    void close() {
        closed = true;
    }

    /** Decodes a stream whose characters may be cut between chunks. */
    private static final class Characters {

        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private ByteBuffer rest = ByteBuffer.allocate(0);

        String of(byte[] next) {
            ByteBuffer in = ByteBuffer.allocate(rest.remaining() + next.length);
            in.put(rest).put(next).flip();
            CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
            decoder.decode(in, out, false);
            rest = in.slice();
            return out.flip().toString();
        }
    }
}
