package dev.osprey.hub;

import dev.osprey.hub.json.JsonRefusedException;
import dev.osprey.hub.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Turns a client's CloudEvents into frames of the hub's, and passes everything else on. On the connection's event loop. */
final class CloudEventReader implements FrameReader.Receiver {

    private static final byte[] SPECVERSION = Bytes.utf8("specversion");
    private static final byte[] SOURCE = Bytes.utf8("source");
    private static final byte[] ID = Bytes.utf8("id");
    private static final byte[] TYPE = Bytes.utf8("type");
    private static final byte[] HUBS_EVENT = Bytes.utf8("\"event\"");

    /** Attributes of the standard that have another name in the hub's frame. */
    private static final Map<String, String> NAMES = Map.of(
            "id", "event_id",
            "type", "event",
            "time", "timestamp",
            "correlationid", "correlation_id",
            "causationid", "causation_id");

    /** What the hub writes itself, or the frame does not need. */
    private static final Set<String> DROPPED = Set.of("specversion", "source", "sequence");

    /** Extensions that would be something else in the hub's frame. */
    private static final Set<String> TAKEN = Set.of("event", "events", "patterns", "timestamp", "subscription");

    private final FrameReader.Receiver own;
    private final BiConsumer<Refusal, Map<String, ?>> refusals;
    private final JsonScanner json = new JsonScanner();
    private final Bytes out = new Bytes(1 << 10);

    CloudEventReader(FrameReader.Receiver own, BiConsumer<Refusal, Map<String, ?>> refusals) {
        this.own = own;
        this.refusals = refusals;
    }

    @Override
    public void onMessage(boolean text, byte[] b, int from, int to) {
        if (!text || !isEvent(b, from, to)) {
            own.onMessage(text, b, from, to);
            return;
        }
        try {
            rewrite(b);
        } catch (RefusedException e) {
            refusals.accept(e.refusal(), about(b));
            return;
        }
        own.onMessage(true, out.array, 0, out.length);
        out.clear();
    }

    /** Whether this is a CloudEvent, or wants to be one: none of the hub's own frames but its event has a source. */
    private boolean isEvent(byte[] b, int from, int to) {
        try {
            json.scan(b, from, to);
        } catch (JsonRefusedException e) {
            return false; // the hub says what is wrong
        }
        int type = json.find(TYPE);
        return json.find(SPECVERSION) >= 0 || json.find(SOURCE) >= 0 && !(type >= 0 && raw(b, type, HUBS_EVENT));
    }

    private boolean raw(byte[] b, int i, byte[] value) {
        return java.util.Arrays.equals(b, json.from(i), json.to(i), value, 0, value.length);
    }

    private void rewrite(byte[] b) {
        need(b, SPECVERSION);
        need(b, ID);
        need(b, SOURCE);
        need(b, TYPE);
        if (!"1.0".equals(text(b, json.find(SPECVERSION)))) {
            throw bad("specversion must be 1.0.");
        }
        out.clear();
        out.put(Bytes.utf8("{\"type\":\"event\""));
        for (int i = 0; i < json.size(); i++) {
            String name = new String(b, json.keyFrom(i), json.keyTo(i) - json.keyFrom(i), StandardCharsets.UTF_8);
            check(name, b, i);
            boolean none = json.kind(i) == 'n' && !name.equals("data");
            if (!none && !DROPPED.contains(name)) {
                out.put(Bytes.utf8(",\"" + NAMES.getOrDefault(name, name) + "\":"));
                out.put(b, json.from(i), json.to(i));
            }
        }
        out.put('}');
    }

    private void need(byte[] b, byte[] key) {
        int i = json.find(key);
        if (i < 0 || json.kind(i) != '"' || json.to(i) - json.from(i) == 2) {
            throw bad("A CloudEvent needs " + new String(key, StandardCharsets.US_ASCII)
                    + ", a string that is not empty.");
        }
    }

    private void check(String name, byte[] b, int i) {
        if (name.equals("data_base64")) {
            throw new RefusedException(new Refusal(
                    "bad_field",
                    "data_base64 is not taken: events of the hub carry JSON.",
                    "Send data, with the binary part as a string in it, or a reference to it."));
        }
        if (!name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9') || TAKEN.contains(name)) {
            throw bad("There can be no attribute " + name + ": names are lower-case letters and digits, and not "
                    + TAKEN + ".");
        }
        if (name.equals("time") && json.kind(i) != 'n' && !isTime(text(b, i))) {
            throw bad("time must be as RFC 3339 says, such as 2026-01-31T12:00:00Z.");
        }
        if (name.equals("datacontenttype") && json.kind(i) != 'n' && !isJson(text(b, i))) {
            throw bad("datacontenttype must be application/json, or end in +json: events of the hub carry JSON.");
        }
    }

    private static boolean isTime(String text) {
        try {
            return text != null && OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isJson(String text) {
        String type = text == null ? "" : text.split(";", 2)[0].trim();
        return type.equalsIgnoreCase("application/json") || type.endsWith("+json");
    }

    private String text(byte[] b, int i) {
        return json.kind(i) == '"' ? JsonText.read(b, json.from(i), json.to(i), json.escaped(i)) : null;
    }

    private static RefusedException bad(String why) {
        return new RefusedException(new Refusal("bad_field", why, "See CloudEvents in docs/events.md."));
    }

    private Map<String, ?> about(byte[] b) {
        Map<String, Object> about = new HashMap<>();
        int id = json.find(ID);
        if (id >= 0 && json.kind(id) == '"' && json.to(id) - json.from(id) <= Publishing.MAX_ID) {
            about.put("event_id", text(b, id));
        }
        return about;
    }

    @Override
    public void onTooLarge(long length) {
        own.onTooLarge(length);
    }

    @Override
    public void onPing(byte[] b, int from, int to) {
        own.onPing(b, from, to);
    }

    @Override
    public void onPong() {
        own.onPong();
    }

    @Override
    public void onClose(byte[] b, int from, int to) {
        own.onClose(b, from, to);
    }

    @Override
    public void onBroken(int code, String why) {
        own.onBroken(code, why);
    }
}
