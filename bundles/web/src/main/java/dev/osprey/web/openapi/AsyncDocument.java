package dev.osprey.web.openapi;

import dev.osprey.web.http.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The AsyncAPI 3.0 document: a channel for each subject, a message for each who publishes it. */
final class AsyncDocument {

    /** The most messages; what is over is counted. */
    static final int MOST = 2000;

    private final Map<String, Object> channels = new TreeMap<>();
    private final Map<String, Object> operations = new TreeMap<>();
    private final Map<String, Object> schemas = new TreeMap<>();
    private final Map<String, String> ids = new LinkedHashMap<>();
    private int messages;
    private int leftOut;

    private AsyncDocument() {}

    /**
     * Makes it.
     *
     * @param hubs the addresses of the hub's WebSocket, by the name of the server
     * @param system what Osprey publishes: nobody else says what these are
     * @param declared what others say that they publish
     */
    static Map<String, Object> of(
            String version, Map<String, URI> hubs, List<DeclaredEvent> system, List<DeclaredEvent> declared) {
        AsyncDocument document = new AsyncDocument();
        Set<String> own = new HashSet<>();
        for (DeclaredEvent event : system) {
            own.add(event.subject());
            document.add(event);
        }
        declared.stream().filter(event -> !own.contains(event.subject())).forEach(document::add);
        return document.whole(version, hubs);
    }

    @SuppressWarnings("unchecked")
    private void add(DeclaredEvent event) {
        if (messages == MOST) {
            leftOut++;
            return;
        }
        messages++;
        String id = id(event.subject());
        Map<String, Object> channel =
                (Map<String, Object>) channels.computeIfAbsent(id, unused -> AsyncChannel.of(event.subject()));
        Map<String, Object> operation = (Map<String, Object>) operations.computeIfAbsent(
                "send." + id,
                unused -> Json.object(
                        "action",
                        "send",
                        "channel",
                        reference("#/channels/" + id),
                        "summary",
                        "The hub sends it to whoever subscribed",
                        "messages",
                        new ArrayList<>()));
        Map<String, Object> ofChannel = (Map<String, Object>) channel.get("messages");
        String key = AsyncChannel.key(event.source() == null ? "event" : event.source(), ofChannel.keySet());
        ofChannel.put(key, message(event, AsyncChannel.key(id + "." + key, schemas.keySet())));
        ((List<Object>) operation.get("messages")).add(reference("#/channels/" + id + "/messages/" + key));
    }

    private String id(String subject) {
        String known = ids.get(subject);
        if (known == null) {
            known = AsyncChannel.key(subject, channels.keySet());
            ids.put(subject, known);
        }
        return known;
    }

    private Map<String, Object> message(DeclaredEvent event, String key) {
        String place = "#/components/schemas/" + key;
        schemas.put(key, EventSchemas.data(place, event.data()));
        Map<String, Object> particular = new LinkedHashMap<>();
        if (!AsyncChannel.pattern(event.subject())) {
            particular.put("event", Map.of("const", event.subject()));
        }
        if (event.source() != null) {
            particular.put("source", Map.of("const", event.source()));
        }
        particular.put("data", reference(place));
        return Json.object(
                "name",
                event.subject(),
                "title",
                event.subject(),
                "summary",
                event.summary(),
                "contentType",
                "application/json",
                "payload",
                Map.of("allOf", List.of(reference("#/components/schemas/frame"), Map.of("properties", particular))));
    }

    private static Map<String, Object> reference(String place) {
        return Map.of("$ref", place);
    }

    private Map<String, Object> whole(String version, Map<String, URI> hubs) {
        schemas.put("frame", EventSchemas.FRAME);
        Map<String, Object> info = Json.object(
                "title",
                "Osprey events",
                "version",
                version,
                "description",
                "What Osprey publishes on its event hub, and what the modules that are there now say they publish",
                "license",
                Map.of("name", "Apache License 2.0"));
        if (leftOut > 0) {
            info.put("x-osprey-left-out", leftOut);
        }
        Map<String, Object> servers = new TreeMap<>();
        hubs.forEach((name, address) -> servers.put(name, server(address)));
        return Json.object(
                "asyncapi",
                "3.0.0",
                "info",
                info,
                "defaultContentType",
                "application/json",
                "servers",
                servers,
                "channels",
                channels,
                "operations",
                operations,
                "components",
                Json.object(
                        "securitySchemes",
                        Map.of("bearer", Map.of("type", "http", "scheme", "bearer")),
                        "schemas",
                        schemas));
    }

    private static Map<String, Object> server(URI address) {
        return Json.object(
                "host",
                address.getAuthority(),
                "pathname",
                address.getPath(),
                "protocol",
                address.getScheme(),
                "description",
                "The event hub; send {\"type\":\"subscribe\",\"events\":[SUBJECT]} first",
                "security",
                List.of(reference("#/components/securitySchemes/bearer")));
    }
}
