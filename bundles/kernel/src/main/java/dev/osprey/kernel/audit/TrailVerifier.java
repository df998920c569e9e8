package dev.osprey.kernel.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Follows the chain line by line, over files in their order. After a line that does not fit it goes on from what that line claims,
 * so that each change is told once, where it is. Not threadsafe.
 */
final class TrailVerifier {

    static final String EVIDENCE =
            "Treat it as evidence: compare with a backup of logs/, and find out who could write there.";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final byte[] OWN =
            ("\"door\":\"" + AuditLine.DOOR + "\",\"action\":\"audit.").getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_HELD = 64;

    private final Chain chain;
    private final String keyId;
    private final Verification found = new Verification();

    /** The last line that fits. */
    private Head good = Head.NONE;
    /** What the last line claims that does not fit, or null. */
    private Head claimed;
    /** Lines without a number since {@link #good}. */
    private long shapeless;
    /** The key of the lines at this place, if it is not ours. */
    private String otherKey;
    /** Lines that may turn out to be torn ones, all of one run. */
    private final List<Held> held = new ArrayList<>();

    private Fragment heldBytes = new Fragment();

    /** Whether the first line is taken as it stands, because what is before it is not looked at. */
    private boolean trusting;

    private String file = "";
    private long number;

    TrailVerifier(AuditKey key) {
        chain = key.chain();
        keyId = key.id();
    }

    void begin(String name) {
        file = name;
        number = 0;
        found.files++;
    }

    /** @param whole whether it ended with a line break */
    void line(byte[] bytes, boolean whole) {
        number++;
        found.lines++;
        ChainedLine line = ChainedLine.parse(bytes);
        if (line == null) {
            if (found.firstSeq == 0) {
                found.unchained++;
            } else {
                hold(bytes, whole);
            }
            return;
        }
        if (found.firstSeq == 0) {
            found.firstSeq = line.seq();
        }
        found.lastSeq = line.seq();
        if (trusting) {
            trusting = false;
            accept(line);
            return;
        }
        JsonNode own = own(bytes);
        if (chain.follows(good, line)) {
            release(own);
            otherKey = null;
            accept(line);
        } else {
            release(null);
            judge(line, own);
        }
    }

    private void judge(ChainedLine line, JsonNode own) {
        String key = key(own);
        if (key != null && !key.equals(keyId)) {
            if (!key.equals(otherKey)) {
                otherKey = key;
                problem(
                        "From line " + line.seq() + " on another key was in use (" + key + ", now it is " + keyId
                                + "): what follows cannot be checked, but for its numbers",
                        "Put the old secrets/audit.key back from a backup to check these lines; if it was replaced on"
                                + " purpose, keep a copy of the trail and go on.");
            }
            gap(line);
            accept(line);
        } else if (otherKey != null) {
            gap(line);
            accept(line);
        } else if (claimed != null && chain.follows(claimed, line)) {
            accept(line);
        } else {
            long expected = (claimed == null ? good.seq() : Math.max(good.seq(), claimed.seq())) + 1 + shapeless;
            if (line.seq() > expected) {
                missing(expected, line.seq() - 1);
            } else if (shapeless == 0 || line.seq() < expected) {
                problem(
                        line.seq() <= good.seq()
                                ? "Line " + line.seq()
                                        + " stands here again, or out of its order: it was inserted or moved"
                                : "Line " + line.seq() + " was altered, or stands where another was",
                        EVIDENCE);
            }
            claimed = line.head();
            shapeless = 0;
        }
    }

    private void gap(ChainedLine line) {
        if (line.seq() != good.seq() + 1) {
            if (line.seq() > good.seq()) {
                missing(good.seq() + 1, line.seq() - 1);
            } else {
                problem("Line " + line.seq() + " follows line " + good.seq() + ": it was inserted or moved", EVIDENCE);
            }
        }
    }

    private void missing(long from, long to) {
        if (from == 1 && good.seq() == 0) {
            problem(
                    "The trail begins with line " + (to + 1) + ": lines 1 to " + to + " are missing",
                    "Put the older audit-TIME.jsonl files back into logs/ to check all of it. " + EVIDENCE);
        } else {
            problem(
                    (from == to ? "Line " + from + " is" : "Lines " + from + " to " + to + " are")
                            + " missing before this one",
                    "If a file was moved away, put it back into logs/. " + EVIDENCE);
        }
    }

    private void accept(ChainedLine line) {
        good = line.head();
        claimed = null;
        shapeless = 0;
    }

    private void hold(byte[] bytes, boolean whole) {
        if (held.size() >= MOST_HELD) {
            release(null);
        }
        if (!held.isEmpty()) {
            heldBytes.add(new byte[] {'\n'}, 0, 1);
        }
        heldBytes.add(bytes, 0, bytes.length);
        held.add(new Held(file, number, whole));
    }

    /** Decides about the held lines. @param next the line after them, if it fits and is one of the trail's own */
    private void release(JsonNode next) {
        if (held.isEmpty()) {
            return;
        }
        boolean torn = next != null
                && AuditLine.TORN.equals(next.path("action").asText())
                && heldBytes.describe().equals(next.path("resource").asText());
        if (torn) {
            found.torn++;
        } else {
            shapeless += held.size();
            held.forEach(line -> found.problem(
                    line.file(),
                    line.number(),
                    "This is no line of the chain: it was altered or inserted, or an older version wrote it",
                    EVIDENCE));
        }
        held.clear();
        heldBytes = new Fragment();
    }

    private void problem(String what, String remedy) {
        found.problem(file, number, what, remedy);
    }

    /** @param live the head of the chain now */
    Verification end(Head live) {
        if (!held.isEmpty() && held.stream().noneMatch(Held::whole)) {
            // Nothing has been written since: its marker comes with the next line.
            found.torn++;
            held.clear();
        }
        release(null);
        if (found.lastSeq < live.seq()) {
            found.problem(
                    file,
                    number + 1,
                    "The trail ends at line " + found.lastSeq + ", but line " + live.seq()
                            + " was written: its end was cut off, or a file is missing",
                    "Put the missing file back into logs/. " + EVIDENCE);
        }
        return found;
    }

    private static JsonNode own(byte[] line) {
        if (!contains(line)) {
            return null;
        }
        try {
            return JSON.readTree(new String(line, StandardCharsets.ISO_8859_1));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static boolean contains(byte[] line) {
        for (int from = 0; from <= line.length - OWN.length; from++) {
            int at = 0;
            while (at < OWN.length && line[from + at] == OWN[at]) {
                at++;
            }
            if (at == OWN.length) {
                return true;
            }
        }
        return false;
    }

    private static String key(JsonNode own) {
        if (own == null || !AuditLine.START.equals(own.path("action").asText())) {
            return null;
        }
        String resource = own.path("resource").asText();
        return resource.substring(resource.lastIndexOf(' ') + 1);
    }

    private record Held(String file, long number, boolean whole) {}

    /** Verifies a trail as it is now. @throws IOException if a file cannot be read */
    static Verification verify(Trail.Snapshot trail, AuditKey key, BooleanSupplier cancelled) throws IOException {
        TrailVerifier verifier = new TrailVerifier(key);
        LineFeed feed = new LineFeed(verifier, cancelled);
        for (Path full : trail.full()) {
            feed.read(full);
        }
        feed.read(trail);
        Verification found = verifier.end(trail.head());
        if (key.fault() != null) {
            found.problem(
                    "audit.key",
                    0,
                    key.fault(),
                    "Restore secrets/audit.key from a backup. If there is none, lines up to the next start can be checked"
                            + " only until then; after it a new key is in use.");
        }
        return found;
    }

    /** Looks at the present file only. */
    static Verification verifyLast(Trail.Snapshot trail, AuditKey key, BooleanSupplier cancelled) throws IOException {
        TrailVerifier verifier = new TrailVerifier(key);
        verifier.trusting = true;
        new LineFeed(verifier, cancelled).read(trail);
        return verifier.end(verifier.found.firstSeq == 0 ? Head.NONE : trail.head());
    }
}
