package dev.osprey.web.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events that Osprey itself publishes: the one list that programs read. {@code docs/events.md} is the one for people. */
final class SystemEvents {

    private static final String LIST = "/dev/osprey/web/openapi/system-events.json";

    static final List<DeclaredEvent> ALL = read();

    private SystemEvents() {}

    private static List<DeclaredEvent> read() {
        try (InputStream in = SystemEvents.class.getResourceAsStream(LIST)) {
            List<DeclaredEvent> events = new ArrayList<>();
            for (Object each : new ObjectMapper().readValue(in, List.class)) {
                Map<?, ?> event = (Map<?, ?>) each;
                events.add(new DeclaredEvent(
                        (String) event.get("subject"),
                        (String) event.get("source"),
                        (String) event.get("summary"),
                        event.get("data")));
            }
            return List.copyOf(events);
        } catch (IOException e) {
            throw new UncheckedIOException(LIST, e);
        }
    }
}
