package dev.osprey.kernel.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.osprey.registry.Registry;
import java.util.Map;

/** Reads the JSON that a bundle gives as a service property. */
final class DocumentJson {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final ObjectMapper MAPPER = mapper();

    private DocumentJson() {}

    private static ObjectMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxStringLength(1 << 20)
                        .maxNumberLength(100)
                        .build());
        return mapper;
    }

    /** @throws IllegalArgumentException if it is not a JSON object */
    static Map<String, Object> parse(String json) {
        try {
            Map<String, Object> document = MAPPER.readValue(json, OBJECT);
            if (document == null) {
                throw new IllegalArgumentException(Registry.MODULE_DOCUMENT + " is null; give a JSON object");
            }
            return document;
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    Registry.MODULE_DOCUMENT + " is not a JSON object: " + malformed.getOriginalMessage(), malformed);
        }
    }
}
