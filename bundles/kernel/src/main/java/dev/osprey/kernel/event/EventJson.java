package dev.osprey.kernel.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osprey.event.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** The data of events as JSON, strict in what it writes: what it accepts every JSON parser reads back as the same. */
final class EventJson {

    /** The largest data of one event, in bytes. */
    static final int MAX_BYTES = 1 << 20;

    /** A buffer that has grown over this is not used again. */
    private static final int MAX_SPARE = 1 << 16;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DataWriter.MAX_DEPTH)
                            .maxStringLength(MAX_BYTES)
                            .maxNumberLength(DataWriter.MAX_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Used by one thread at a time; who finds none makes one. */
    private static final AtomicReference<Utf8Buffer> SPARE = new AtomicReference<>();

    private EventJson() {}

    /**
     * The bytes of an event's data.
     *
     * @throws IllegalArgumentException if JSON cannot say it, naming the place
     */
    static byte[] write(Object data) {
        if (data == null) {
            return NOTHING;
        }
        if (data instanceof byte[] ready) {
            return checked(ready);
        }
        Utf8Buffer buffer = buffer();
        try {
            DataWriter.write(buffer, data, MAX_BYTES);
            return buffer.copy();
        } finally {
            release(buffer);
        }
    }

    /** An event as the JSON object that the hub's WebSocket sends. */
    static byte[] text(Event event) {
        Utf8Buffer buffer = buffer();
        try {
            EventText.write(buffer, event);
            return buffer.copy();
        } finally {
            release(buffer);
        }
    }

    private static Utf8Buffer buffer() {
        Utf8Buffer spare = SPARE.getAndSet(null);
        return spare == null ? new Utf8Buffer() : spare;
    }

    private static void release(Utf8Buffer buffer) {
        if (buffer.capacity() <= MAX_SPARE) {
            buffer.clear();
            SPARE.set(buffer);
        }
    }

    private static byte[] checked(byte[] ready) {
        if (ready.length > MAX_BYTES) {
            throw new IllegalArgumentException("The data has " + ready.length + " bytes, an event carries at most "
                    + MAX_BYTES + "; publish a reference to it");
        }
        try (JsonParser json = MAPPER.createParser(ready)) {
            json.nextToken();
            json.skipChildren();
            if (json.currentToken() == null || json.nextToken() != null) {
                throw new IllegalArgumentException("The data bytes are not one JSON value");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The data bytes are not JSON: " + e.getMessage(), e);
        }
        utf8(ready);
        return ready;
    }

    /** Frames are made of these bytes, and a parser also takes UTF-16, a byte order mark and what is not quite UTF-8. */
    private static void utf8(byte[] ready) {
        boolean ascii = true;
        for (byte next : ready) {
            if (next == 0) {
                throw new IllegalArgumentException("The data bytes are not UTF-8: there is a zero among them");
            }
            ascii &= next > 0;
        }
        if (ascii) {
            return;
        }
        try {
            if (StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(ready))
                            .charAt(0)
                    == BYTE_ORDER_MARK) {
                throw new IllegalArgumentException("The data bytes begin with a byte order mark; leave it out");
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The data bytes are not UTF-8: " + e.getMessage(), e);
        }
    }

    /** The value that the bytes say. */
    static Object read(byte[] data) {
        try {
            return MAPPER.readValue(data, Object.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("The event's data is not JSON: " + e.getMessage(), e);
        }
    }
}
