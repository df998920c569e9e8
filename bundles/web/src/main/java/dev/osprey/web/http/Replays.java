package dev.osprey.web.http;

import dev.osprey.access.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Answers that are given again to who asks the same again with the same key ({@code Idempotency-Key}). Kept in memory for {@link #LIFE},
 * at most {@value #KEYS} keys and {@value #TOTAL} bytes, of one principal at most {@value #KEYS_OF_ONE} keys; the oldest that is
 * answered goes first. An answer with a status of 400 to 499 means that nothing was done, and frees its key. Thread-safe.
 */
public final class Replays {

    /** The request's header. */
    public static final String KEY = "Idempotency-Key";

    /** Characters of a key at most. */
    public static final int LONGEST_KEY = 255;

    /** Marks an answer that was given before. */
    static final String REPLAYED = "Idempotent-Replayed";

    static final int KEYS = 1000;
    static final int KEYS_OF_ONE = 250;
    static final int LARGEST = 64 << 10;
    static final int TOTAL = 16 << 20;
    static final Duration LIFE = Duration.ofHours(24);

    private final Clock clock;
    /** In the order in which they came. Guarded by this. */
    private final Map<Key, Kept> kept = new LinkedHashMap<>();
    /** Guarded by this. */
    private long bytes;

    Replays(Clock clock) {
        this.clock = clock;
    }

    /** Whose key: a new credential for the same name is somebody else. */
    private record Key(Principal principal, String text) {}

    /**
     * An answer.
     *
     * @param body null if it was too large to keep
     */
    record Answer(int status, String contentType, String location, byte[] body) {

        private int size() {
            return body == null ? 0 : body.length;
        }
    }

    /** @param answer null while the request runs */
    private record Kept(String request, Instant since, Answer answer) {}

    /**
     * Begins a request, or finds that it was made before.
     *
     * @param request what tells requests apart: method, address and body
     * @return the answer that was given, or null if the request is to be served now; then {@link #end} must follow
     * @throws Refusal if the key stands for another request, for one that still runs, or for one whose answer was not kept, or there
     *     is no room
     */
    synchronized Answer begin(Principal principal, String text, String request) {
        checkKey(text);
        Instant now = clock.instant();
        forget(now.minus(LIFE));
        Key key = new Key(principal, text);
        Kept there = kept.get(key);
        if (there != null) {
            return again(there, request);
        }
        makeRoom(principal);
        kept.put(key, new Kept(request, now, null));
        return null;
    }

    private static void checkKey(String text) {
        boolean visible = text.chars().allMatch(c -> c > ' ' && c < 127);
        if (text.isEmpty() || text.length() > LONGEST_KEY || !visible) {
            throw Refusal.badRequest(
                    "The header " + KEY + " is " + Text.shown(text),
                    "send 1 to " + LONGEST_KEY + " visible ASCII characters, such as a UUID");
        }
    }

    private static Answer again(Kept there, String request) {
        if (!there.request().equals(request)) {
            throw new Refusal(
                    422,
                    "key_reused",
                    "This " + KEY + " came with another request before",
                    "send a new key with each new request, and the same one only to repeat it as it was");
        }
        if (there.answer() == null) {
            throw new Refusal(
                    409,
                    "conflict",
                    "The request with this " + KEY + " still runs",
                    "send it again in a while to get its answer",
                    Map.of("Retry-After", "1"));
        }
        if (there.answer().body() == null) {
            throw new Refusal(
                    409,
                    "conflict",
                    "This was done with status " + there.answer().status() + ", but the answer had more than " + LARGEST
                            + " bytes and was not kept",
                    "look at what it did, or send a new key to do it again");
        }
        return there.answer();
    }

    private void makeRoom(Principal principal) {
        long own = kept.keySet().stream()
                .filter(key -> key.principal().equals(principal))
                .count();
        boolean room = (own < KEYS_OF_ONE || removeOldest(key -> key.principal().equals(principal)))
                && (kept.size() < KEYS || removeOldest(key -> true));
        if (!room) {
            throw new Refusal(
                    429,
                    "busy",
                    "Too many requests with an " + KEY + " run at this moment",
                    "try again in a while",
                    Map.of("Retry-After", "1"));
        }
    }

    private boolean removeOldest(Predicate<Key> which) {
        Iterator<Map.Entry<Key, Kept>> all = kept.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Key, Kept> next = all.next();
            Answer answer = next.getValue().answer();
            if (answer != null && which.test(next.getKey())) {
                bytes -= answer.size();
                all.remove();
                return true;
            }
        }
        return false;
    }

    private void forget(Instant before) {
        Iterator<Kept> all = kept.values().iterator();
        while (all.hasNext()) {
            Kept oldest = all.next();
            if (!oldest.since().isBefore(before)) {
                return;
            }
            bytes -= oldest.answer() == null ? 0 : oldest.answer().size();
            all.remove();
        }
    }

    /** Ends a request that began. @param answer null if there is none to give again */
    synchronized void end(Principal principal, String text, Answer answer) {
        Key key = new Key(principal, text);
        Kept there = kept.get(key);
        if (there == null || there.answer() != null) {
            return;
        }
        if (answer == null || answer.status() >= 400 && answer.status() < 500) {
            kept.remove(key);
            return;
        }
        Answer small = answer.size() <= LARGEST
                ? answer
                : new Answer(answer.status(), answer.contentType(), answer.location(), null);
        kept.put(key, new Kept(there.request(), there.since(), small));
        bytes += small.size();
        boolean less = true;
        while (bytes > TOTAL && less) {
            less = removeOldest(any -> true);
        }
    }
}
