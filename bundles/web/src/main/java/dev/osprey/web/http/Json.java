package dev.osprey.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** JSON as the HTTP doors take and give it: strict on the way in, one mapper for all. */
public final class Json {

    /** The longest body that is read. */
    public static final int MAX_BYTES = 1 << 20;

    /** The most keys, values and brackets of a body: a megabyte of empty objects takes a hundred megabytes once it is read. */
    static final int MAX_TOKENS = 50_000;

    /** Bodies that are parsed at a time. Nobody waits for a client here: the bytes are there already. */
    private static final Semaphore PARSERS = new Semaphore(4);

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(MAX_BYTES)
                            .maxNameLength(4096)
                            .maxNumberLength(100)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** Parses an object; refuses anything else with 400. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> readObject(byte[] body) {
        Object value = read(body);
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw Refusal.badRequest("The body is not a JSON object", "send an object, such as {}");
    }

    private static Object read(byte[] body) {
        PARSERS.acquireUninterruptibly();
        try {
            // decoded here, because a parser given bytes would guess UTF-16 and UTF-32 as well
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return MAPPER.readValue(text, Object.class);
        } catch (CharacterCodingException e) {
            throw Refusal.badRequest("The body is not UTF-8", "send UTF-8");
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest(
                    "The body is not strict JSON: " + e.getOriginalMessage(),
                    "send one JSON value without duplicate keys, at most 64 levels deep, at most " + MAX_TOKENS
                            + " parts");
        } finally {
            PARSERS.release();
        }
    }

    /** An object with its fields in order: name, value, name, value. */
    public static Map<String, Object> object(Object... fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            object.put((String) fields[i], fields[i + 1]);
        }
        return object;
    }

    /** Writes a value without line breaks. @throws IllegalArgumentException if JSON cannot say it */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The value cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
