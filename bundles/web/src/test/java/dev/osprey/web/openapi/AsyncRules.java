package dev.osprey.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the specification of AsyncAPI 3.0.0 says of the objects that the document has: their fields, their keys, where references lead. */
final class AsyncRules {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern EXPRESSION = Pattern.compile("\\{([^{}]*)}");

    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();

    private AsyncRules(JsonNode document) {
        this.document = document;
    }

    static List<String> faults(JsonNode document) {
        AsyncRules rules = new AsyncRules(document);
        rules.root();
        rules.references("", document);
        return rules.faults;
    }

    private void root() {
        fields(
                "",
                document,
                Set.of("asyncapi", "info"),
                Set.of("id", "servers", "defaultContentType", "channels", "operations", "components"));
        need(document.path("asyncapi").asText().equals("3.0.0"), "asyncapi", "is not 3.0.0");
        fields(
                "info",
                document.path("info"),
                Set.of("title", "version"),
                Set.of("description", "termsOfService", "contact", "license", "tags", "externalDocs"));
        fields("info/license", document.path("info").path("license"), Set.of("name"), Set.of("url"));
        each("servers", (place, server) -> {
            fields(
                    place,
                    server,
                    Set.of("host", "protocol"),
                    Set.of(
                            "protocolVersion",
                            "pathname",
                            "description",
                            "title",
                            "summary",
                            "variables",
                            "security",
                            "tags",
                            "externalDocs",
                            "bindings"));
            need(!server.path("host").asText().contains("/"), place, "host has a path");
            need(server.path("pathname").asText("/").startsWith("/"), place, "pathname begins with no /");
            need(
                    server.path("security").isMissingNode()
                            || server.path("security").isArray(),
                    place,
                    "security is no list");
        });
        each("channels", this::channel);
        each("operations", this::operation);
        fields("components", document.path("components"), Set.of(), Set.of("schemas", "securitySchemes", "messages"));
        document.path("components").forEach(part -> part.fieldNames()
                .forEachRemaining(key -> need(KEY.matcher(key).matches(), key, "is no key of a component")));
        document.path("components")
                .path("securitySchemes")
                .forEach(scheme ->
                        fields("scheme", scheme, Set.of("type", "scheme"), Set.of("description", "bearerFormat")));
    }

    private void channel(String place, JsonNode channel) {
        fields(
                place,
                channel,
                Set.of(),
                Set.of(
                        "address",
                        "messages",
                        "title",
                        "summary",
                        "description",
                        "servers",
                        "parameters",
                        "tags",
                        "externalDocs",
                        "bindings"));
        JsonNode address = channel.path("address");
        need(address.isTextual() || address.isNull() || address.isMissingNode(), place, "address is no text");
        Set<String> expected = new TreeSet<>();
        Matcher expressions = EXPRESSION.matcher(address.asText());
        while (expressions.find()) {
            expected.add(expressions.group(1));
        }
        Set<String> parameters = new TreeSet<>();
        channel.path("parameters").fieldNames().forEachRemaining(parameters::add);
        need(expected.equals(parameters), place, "parameters are " + parameters + ", not " + expected);
        channel.path("parameters")
                .forEach(parameter -> fields(
                        place, parameter, Set.of(), Set.of("enum", "default", "description", "examples", "location")));
        channel.path("messages").properties().forEach(message -> {
            need(KEY.matcher(message.getKey()).matches(), place, message.getKey() + " is no key");
            fields(
                    place + "/" + message.getKey(),
                    message.getValue(),
                    Set.of(),
                    Set.of(
                            "headers",
                            "payload",
                            "correlationId",
                            "contentType",
                            "name",
                            "title",
                            "summary",
                            "description",
                            "tags",
                            "externalDocs",
                            "bindings",
                            "examples",
                            "traits",
                            "deprecated"));
        });
    }

    private void operation(String place, JsonNode operation) {
        fields(
                place,
                operation,
                Set.of("action", "channel"),
                Set.of(
                        "title",
                        "summary",
                        "description",
                        "security",
                        "tags",
                        "externalDocs",
                        "bindings",
                        "traits",
                        "messages",
                        "reply"));
        need(Set.of("send", "receive").contains(operation.path("action").asText()), place, "action");
        String channel = operation.path("channel").path("$ref").asText();
        need(channel.startsWith("#/channels/"), place, "channel is no reference to one");
        operation
                .path("messages")
                .forEach(message -> need(
                        message.path("$ref").asText().startsWith(channel + "/messages/"),
                        place,
                        "a message of another channel"));
    }

    private void references(String place, JsonNode node) {
        JsonNode reference = node.path("$ref");
        if (reference.isTextual()) {
            String to = reference.asText();
            need(to.startsWith("#/") && !document.at(to.substring(1)).isMissingNode(), place, to + " leads nowhere");
        }
        if (node.isObject()) {
            node.properties().forEach(field -> references(place + "/" + field.getKey(), field.getValue()));
        } else {
            node.forEach(item -> references(place + "[]", item));
        }
    }

    private interface Check {
        void on(String place, JsonNode node);
    }

    private void each(String part, Check check) {
        document.path(part).properties().forEach(entry -> {
            need(KEY.matcher(entry.getKey()).matches(), part, entry.getKey() + " is no key");
            check.on(part + "/" + entry.getKey(), entry.getValue());
        });
    }

    private void fields(String place, JsonNode node, Set<String> required, Set<String> optional) {
        need(node.isObject(), place, "is no object");
        Set<String> missing = new HashSet<>(required);
        node.fieldNames().forEachRemaining(name -> {
            missing.remove(name);
            need(
                    required.contains(name) || optional.contains(name) || name.matches("x-[A-Za-z0-9._-]+"),
                    place,
                    "has " + name);
        });
        need(missing.isEmpty(), place, "lacks " + missing);
    }

    private void need(boolean fine, String place, String fault) {
        if (!fine) {
            faults.add(place + " " + fault);
        }
    }
}
