package dev.osprey.hub.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@link JsonScanner} should say, by way of a decoder, a full parser and the rules that are ours. */
final class ReferenceParser {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(JsonScanner.MAX_DEPTH)
                        .maxNumberLength(100_000)
                        .build());
    }

    private ReferenceParser() {}

    /** The members, or null if the bytes are to be refused. */
    static Map<String, Object> parse(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? null : members(text);
        } catch (CharacterCodingException e) {
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    static Object value(byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, Object.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> members(String text) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        try (JsonParser json = MAPPER.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = json.nextToken();
                if (token == null || broken(json, token)) {
                    return null;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 1 && token == JsonToken.FIELD_NAME) {
                    int at = (int) json.currentTokenLocation().getCharOffset();
                    String key = json.currentName();
                    boolean plain = text.startsWith("\"" + key + "\"", at);
                    if (!plain || members.put(key, "") != null) {
                        return null;
                    }
                }
            }
            if (json.nextToken() != null || members.size() > JsonScanner.MAX_KEYS) {
                return null;
            }
        }
        members.putAll(tree(text));
        return members;
    }

    private static Map<String, Object> tree(String text) throws IOException {
        return MAPPER.readerForMapOf(Object.class).readValue(text);
    }

    /** Half a surrogate pair, or a number that is too long. */
    private static boolean broken(JsonParser json, JsonToken token) throws IOException {
        String text = json.getText();
        if (token.isNumeric()) {
            return text.length() > JsonScanner.MAX_NUMBER;
        }
        return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
