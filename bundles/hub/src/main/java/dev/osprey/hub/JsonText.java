package dev.osprey.hub;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON off the fast path. */
final class JsonText {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    /** The value of a string that {@link dev.osprey.hub.json.JsonScanner} has checked, quotes included. */
    static String read(byte[] b, int from, int to, boolean escaped) {
        return escaped ? tree(b, from, to).textValue() : new String(b, from + 1, to - from - 2, StandardCharsets.UTF_8);
    }

    static JsonNode tree(byte[] b, int from, int to) {
        try {
            return MAPPER.readTree(b, from, to - from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object as plain Java values. */
    @SuppressWarnings("unchecked") // the bytes were seen to be an object
    static Map<String, Object> object(byte[] text) {
        try {
            return MAPPER.readValue(text, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Map<String, ?> object, OutputStream out) throws IOException {
        MAPPER.writeValue(out, object);
    }

    static byte[] write(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A string as JSON, with its quotes. */
    static byte[] quote(String text) {
        try {
            return MAPPER.writeValueAsBytes(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
