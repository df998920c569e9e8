package dev.osprey.kernel.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osprey.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** The data of events as JSON, strict in what it writes: what it accepts every JSON parser reads back as the same. */
final class EventJson {

    /** The largest data of one event, in bytes. */
    static final int MAX_BYTES = 1 << 20;

    /** One less than what a frame may have, because data stands inside one. */
    static final int MAX_DEPTH = 63;

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_BYTES)
                            .maxNumberLength(100)
                            .build())
                    .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

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
        byte[] bytes = data instanceof byte[] ready ? checked(ready) : encode(data);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("The data has " + bytes.length + " bytes, an event carries at most "
                    + MAX_BYTES + "; publish a reference to it");
        }
        return bytes;
    }

    /** An event as the JSON object that the hub's WebSocket sends. */
    static byte[] text(Event event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(event.data().length + 300);
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "event");
            json.writeStringField("event_id", event.id());
            json.writeStringField("event", event.subject());
            json.writeStringField("source", event.source());
            json.writeStringField("timestamp", event.time().toString());
            json.writeFieldName("data");
            json.writeRawValue(new String(event.data(), StandardCharsets.UTF_8));
            optional(json, "correlation_id", event.correlationId());
            optional(json, "causation_id", event.causationId());
            optional(json, "traceparent", event.traceparent());
            json.writeNumberField("sequence", event.sequence());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void optional(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static byte[] encode(Object data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            write(json, data, 0);
        } catch (IOException e) {
            throw new IllegalArgumentException("The data cannot be written as JSON: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    private static byte[] checked(byte[] ready) {
        try (JsonParser json = MAPPER.createParser(ready)) {
            json.nextToken();
            json.skipChildren();
            if (json.currentToken() == null || json.nextToken() != null) {
                throw new IllegalArgumentException("The data bytes are not one JSON value");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The data bytes are not JSON: " + e.getMessage(), e);
        }
        return ready;
    }

    private static void write(JsonGenerator json, Object value, int depth) throws IOException {
        if (depth == MAX_DEPTH && holds(value)) {
            throw new IllegalArgumentException("The data is nested deeper than " + MAX_DEPTH + " levels; flatten it");
        }
        if (value == null) {
            json.writeNull();
        } else if (value instanceof CharSequence || value instanceof Character) {
            json.writeString(value.toString());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(key(entry.getKey(), json));
                write(json, entry.getValue(), depth + 1);
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item, depth + 1);
            }
            json.writeEndArray();
        } else if (value instanceof Object[] array) {
            write(json, Arrays.asList(array), depth);
        } else {
            throw new IllegalArgumentException("JSON cannot say " + place(json.getOutputContext()) + ", a "
                    + value.getClass().getName() + "; give a Map, List, String, Number, Boolean or null");
        }
    }

    /** Where the value that is due stands, as {@code data.list[].field}. */
    private static String place(JsonStreamContext context) {
        if (context.inRoot()) {
            return "data";
        }
        return place(context.getParent()) + (context.inArray() ? "[]" : "." + context.getCurrentName());
    }

    private static boolean holds(Object value) {
        return value instanceof Map || value instanceof Collection || value instanceof Object[];
    }

    private static String key(Object key, JsonGenerator json) {
        if (key instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("JSON cannot say the key " + key + " of "
                + place(json.getOutputContext().getParent()) + "; keys are Strings");
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new IllegalArgumentException("JSON cannot say " + place(json.getOutputContext()) + " = " + number
                        + "; leave it out or give null");
            }
            json.writeNumber(number.toString());
        } else {
            json.writeNumber(number.longValue());
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
