package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.tool.Tools;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the hub's tools answer, as the shell shows it. */
class HubCommandsTest {

    private final Desk desk = new Desk();

    @Test
    void countersStandInGroups() {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("uptime_seconds", 7500);
        stats.put("connections", 3);
        stats.put("pending_bytes", 3 << 20);
        stats.put("events_received", 1_234_567L);
        stats.put("events_dropped", 2);
        stats.put("handshakes_refused", 1);
        stats.put("moon_phase", 4);
        answers("hub.stats", stats);
        assertEquals(
                List.of(
                        "Connections | uptime seconds     | 2 h 5 min",
                        "            | connections        | 3",
                        "            | handshakes refused | 1",
                        "Events      | events received    | 1,234,567",
                        "            | events dropped     | 2",
                        "Waiting     | pending bytes      | 3 MiB",
                        "Other       | moon phase         | 4"),
                desk.people(new HubStats()).lines().skip(2).toList());
        assertEquals(stats.keySet(), Values.map(desk.programs(new HubStats())).keySet());
    }

    @Test
    void lossIsRed() {
        answers("hub.stats", Map.of("events_dropped", 2));
        desk.screen = new Screen(true, 80, 24);
        assertTrue(desk.people(new HubStats())
                .contains(Cell.toned("2", Cell.Tone.BAD).coloured("2")));
    }

    @Test
    void slowClientsStandFirst() {
        answers("hub.clients", items(client("calm", 0, 0), client("late", 5, 0), client("lossy", 0, 3)));
        List<String> rows = desk.people(new HubClients()).lines().skip(2).toList();
        assertEquals(
                "c1 | lossy | 127.0.0.1:4 | a.> b.* (s1 drop-oldest group workers), 1 watch | 0    | 1,200.5 | 0      | 7 B     | 3",
                rows.get(0));
        assertTrue(rows.get(1).startsWith("c1 | late "), rows.get(1));
        assertTrue(rows.get(2).startsWith("c1 | calm "), rows.get(2));
        desk.screen = new Screen(true, 200, 0);
        assertTrue(desk.people(new HubClients())
                .contains(Cell.toned("late", Cell.Tone.MOVING).coloured("late")));
    }

    @Test
    void numbersThatAHubDoesNotTellAreLeftOut() {
        answers("hub.clients", items(Map.of("id", "c1", "principal", "clock", "patterns", 2)));
        assertEquals(
                "c1 | clock |        | 2 patterns |      |       |        |         |",
                desk.people(new HubClients()).lines().skip(2).findFirst().orElseThrow());
    }

    @Test
    void manyPatternsAreCounted() {
        Map<String, Object> subscription = Map.of("patterns", List.of("a", "b", "c", "d", "e"), "policy", "disconnect");
        answers("hub.clients", items(Map.of("principal", "clock", "subscriptions", List.of(subscription))));
        assertTrue(desk.people(new HubClients()).contains("| a b c and 2 more |"));
        Map<String, Object> counted = Map.of("name", "default", "patterns", 3, "policy", "latest");
        answers("hub.clients", items(Map.of("principal", "clock", "subscriptions", List.of(counted))));
        assertTrue(desk.people(new HubClients()).contains("| 3 patterns (latest) |"));
    }

    @Test
    void streamsTellWhatTheyHoldAndMayHold() {
        answers("hub.streams", items(stream("recent"), Map.of("name", "empty", "first", 0, "failures", 4)));
        List<String> rows = desk.people(new HubStreams()).lines().skip(2).toList();
        assertTrue(
                rows.get(0).startsWith("recent | a.>, b.* | disk, fsync | 12,000 | 3 MiB | 1795000000000000 | "),
                rows.get(0));
        assertTrue(rows.get(0).contains(" | 8 MiB, 7 d"), rows.get(0));
        assertTrue(rows.get(1).startsWith("empty  |"), rows.get(1));
        assertTrue(rows.get(1).endsWith("| 4"), rows.get(1));
    }

    @Test
    void oneStreamIsPickedAndAnotherNameRefused() {
        answers("hub.streams", items(stream("recent"), stream("task")));
        HubStreams streams = new HubStreams();
        streams.stream = "task";
        assertEquals(3, desk.people(streams).lines().count());
        assertEquals(
                1, Values.items(Values.map(desk.programs(streams)), "items").size());
        streams.stream = "tusk";
        assertEquals(
                "not_found",
                assertThrows(Failure.class, () -> desk.people(streams)).code());
    }

    @Test
    void amountsAreReadable() {
        assertEquals("1023 B", Amounts.bytes(1023));
        assertEquals("1.5 KiB", Amounts.bytes(1536));
        assertEquals("8 MiB", Amounts.bytes(8 << 20));
        assertEquals("59 s", Amounts.time(59));
        assertEquals("7 d", Amounts.time(604_800));
        assertEquals("1 d 1 h", Amounts.time(90_000));
        assertEquals(null, Amounts.bytes(null));
    }

    private void answers(String tool, Map<String, Object> answer) {
        desk.with(Tools.class, FakeTools.saying(Map.of(tool, answer)));
    }

    private static Map<String, Object> items(Object... items) {
        return Map.of("items", List.of(items));
    }

    private static Map<String, Object> client(String principal, int queued, int dropped) {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("id", "c1");
        client.put("principal", principal);
        client.put("remote", "127.0.0.1:4");
        client.put("patterns", 2);
        client.put("watches", 1);
        client.put("rate_in", 0);
        client.put("rate_out", 1200.46);
        client.put("queued_events", queued);
        client.put("pending_bytes", 7);
        client.put("events_dropped", dropped);
        client.put(
                "subscriptions",
                List.of(Map.of(
                        "name", "s1", "patterns", List.of("a.>", "b.*"), "policy", "drop-oldest", "group", "workers")));
        return client;
    }

    private static Map<String, Object> stream(String name) {
        Map<String, Object> stream = new LinkedHashMap<>();
        stream.put("name", name);
        stream.put("patterns", List.of("a.>", "b.*"));
        stream.put("storage", "disk");
        stream.put("fsync", true);
        stream.put("events", 12_000);
        stream.put("bytes", 3 << 20);
        stream.put("first", 1795000000000000L);
        stream.put("last", 1795000000012000L);
        stream.put("oldest", "2026-01-31T12:00:00Z");
        stream.put("max_events", Long.MAX_VALUE);
        stream.put("max_bytes", 8 << 20);
        stream.put("max_age_seconds", 604_800);
        stream.put("failures", 0);
        return stream;
    }
}
