package dev.osprey.kernel.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.resource.InputStreamSource;
import java.util.Locale;
import java.util.Map;

/**
 * Compiles JSON Schema 2020-12. A schema stands for itself: nothing is fetched for it, from no network, file or class path; it is
 * bounded in size, depth and in what its references expand to.
 */
final class SchemaCompiler {

    static final int MAX_LENGTH = 64 * 1024;

    static final ObjectMapper MAPPER = mapper();

    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";
    private static final String OWN_RESOURCES = "classpath:draft/2020-12/";

    /** Names of parts of schemas in messages are in English on every machine. */
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .regularExpressionFactory(new BoundedRegex())
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(false)
            .locale(Locale.ENGLISH)
            .build();

    private static ObjectMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxStringLength(MAX_LENGTH)
                        .maxNumberLength(100)
                        .build());
        return mapper;
    }

    /** @throws IllegalArgumentException if it is not a JSON object, or too large */
    Map<String, Object> parse(String what, String text) {
        return MAPPER.convertValue(tree(what, text), new TypeReference<>() {});
    }

    private static JsonNode tree(String what, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(what + " has " + text.length() + " characters; at most " + MAX_LENGTH);
        }
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (!tree.isObject()) {
                throw new IllegalArgumentException(what + " is not a JSON object");
            }
            return tree;
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(what + " is not JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** @throws IllegalArgumentException if it is not a schema that can be used; the message begins with {@code what} */
    JsonSchema compile(String what, String text) {
        JsonNode tree = tree(what, text);
        String dialect = tree.path("$schema").asText(META_SCHEMA);
        if (!dialect.equals(META_SCHEMA) && !dialect.equals(META_SCHEMA + "#")) {
            throw new IllegalArgumentException(
                    what + " is written in " + dialect + "; write it in " + META_SCHEMA + " or leave $schema out");
        }
        SchemaExpansion.check(what, tree);
        try {
            // A factory of its own: schemas with the same $id must not see each other.
            JsonSchemaFactory factory =
                    JsonSchemaFactory.getInstance(VersionFlag.V202012, builder -> builder.enableSchemaCache(false)
                            .schemaLoaders(loaders -> loaders.add(SchemaCompiler::refuse)));
            checkAgainstMetaSchema(what, tree, factory);
            JsonSchema schema = factory.getSchema(tree, config);
            schema.initializeValidators();
            schema.validate(MAPPER.createObjectNode());
            return schema;
        } catch (JsonSchemaException | IllegalStateException refused) {
            throw new IllegalArgumentException(what + " cannot be used: " + refused.getMessage(), refused);
        } catch (StackOverflowError endless) {
            throw new IllegalArgumentException(what + " refers to itself without end", endless);
        }
    }

    private void checkAgainstMetaSchema(String what, JsonNode tree, JsonSchemaFactory factory) {
        factory.getSchema(SchemaLocation.of(META_SCHEMA), config).validate(tree).stream()
                .findFirst()
                .ifPresent(fault -> {
                    throw new IllegalArgumentException(what + " is not a schema: " + fault.getMessage());
                });
    }

    /** Asked before the library's own loaders; lets it have its built-in meta-schemas and nothing else. */
    private static InputStreamSource refuse(AbsoluteIri iri) {
        if (iri.toString().startsWith(OWN_RESOURCES)) {
            return null;
        }
        throw new JsonSchemaException(
                "it refers to " + iri + ", and nothing is fetched for a schema; put it under $defs");
    }
}
