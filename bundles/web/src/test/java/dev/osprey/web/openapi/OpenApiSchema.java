package dev.osprey.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/** The official schema of OpenAPI 3.1 (2022-10-07), Schema Objects included. */
final class OpenApiSchema {

    private static final String BASE = "https://spec.openapis.org/oas/3.1/";
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(
                    VersionFlag.V202012,
                    builder -> builder.schemaMappers(
                            mappers -> mappers.mapPrefix(BASE, "classpath:spec.openapis.org/oas/3.1/")))
            .getSchema(
                    SchemaLocation.of(BASE + "schema-base/2022-10-07"),
                    SchemaValidatorsConfig.builder().build());

    private OpenApiSchema() {}

    static Set<ValidationMessage> faults(JsonNode document) {
        return SCHEMA.validate(document);
    }
}
