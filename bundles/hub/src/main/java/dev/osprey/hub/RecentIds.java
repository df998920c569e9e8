package dev.osprey.hub;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which events have been seen lately, by source and id. Keeps 64-bit keyed hashes in two generations of {@link #GENERATION} each:
 * between one and two generations are remembered, in about 3 MiB. Ids are entered a run at a time: one lock for all of them, and
 * the processor waits for memory for several at once.
 *
 * <p>Nearly all ids are new, so what counts is how fast that is seen: a Bloom filter that stays in the processor's cache says so.
 * The hashes themselves lie in the order in which they came, and are looked through only if the filter does not exclude them. A
 * hash table of them costs a miss of the cache for each event, which is more than everything else that is done for it.
 */
final class RecentIds {

    static final int GENERATION = 1 << 17;

    /** The hash of an event without an id; never known. */
    static final long NONE = 0;

    /** What stands in place of a hash that was known. */
    static final long KNOWN = 1;

    private final long k0;
    private final long k1;
    /** Guarded by this. */
    private Generation now = new Generation();
    /** Guarded by this. */
    private Generation before = new Generation();
    /** Runs that are entered and may still fail; one of each event loop at most. Guarded by this. */
    private final List<Run> open = new ArrayList<>();

    private record Run(long[] hashes, int count) {}

    RecentIds() {
        SecureRandom random = new SecureRandom();
        k0 = random.nextLong();
        k1 = random.nextLong();
    }

    /** The key of a source, to be kept by its connection. */
    long source(byte[] name) {
        return SipHash.hash(k1, k0, name, 0, name.length);
    }

    /** What stands for an id of a source. */
    long hash(long source, byte[] id, int from, int to) {
        long hash = SipHash.hash(k0 ^ source, k1, id, from, to);
        return hash == NONE || hash == KNOWN ? hash + 2 : hash;
    }

    /**
     * Enters hashes, in order. Those that were known, also because they stand in the array twice, become {@link #KNOWN}. Waits if
     * one belongs to a run of another thread of which it is not known yet whether it will be published.
     *
     * @param mayFail whether what they are for may still fail; then {@link #settle} must follow
     * @return how many were known
     */
    synchronized int add(long[] hashes, int count, boolean mayFail) {
        int known = enter(hashes, count);
        while (known < 0) {
            await();
            known = enter(hashes, count);
        }
        if (mayFail) {
            open.add(new Run(hashes, count));
        }
        return known;
    }

    /** @return how many were known; -1 if one of them is open: then nothing is entered, so that whoever waits holds nobody up */
    private int enter(long[] hashes, int count) {
        int known = 0;
        for (int i = 0; i < count; i++) {
            long hash = hashes[i];
            if (hash == NONE) {
                continue;
            }
            if (hash == KNOWN) {
                known++;
            } else if (now.holds(hash) || before.holds(hash)) {
                if (!open.isEmpty() && isOpen(hash)) {
                    forget(hashes, i);
                    return -1;
                }
                hashes[i] = KNOWN;
                known++;
            } else if (!now.add(hash)) {
                Generation emptied = before;
                before = now;
                now = emptied;
                now.clear();
                now.add(hash);
            }
        }
        return known;
    }

    private boolean isOpen(long hash) {
        for (Run run : open) {
            for (int i = 0; i < run.count; i++) {
                if (run.hashes[i] == hash) {
                    return true;
                }
            }
        }
        return false;
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The hub stops while the fate of an event is open; send it again", e);
        }
    }

    /** What hashes were entered for has been published; or has not, then it is as if they had not been entered. */
    synchronized void settle(long[] hashes, int count, boolean published) {
        open.removeIf(run -> run.hashes == hashes);
        if (!published) {
            forget(hashes, count);
        }
        notifyAll();
    }

    private void forget(long[] hashes, int count) {
        for (int i = 0; i < count; i++) {
            if (hashes[i] != NONE && hashes[i] != KNOWN) {
                now.forget(hashes[i]);
                before.forget(hashes[i]);
            }
        }
    }

    /** Takes no memory before it is needed. */
    private static final class Generation {

        /** 16 bits for each hash; a hash sets four of the 64 bits of one word, so that one access tells. */
        private static final int WORDS = GENERATION * 16 / 64;

        private static final int STRIPES = 64;

        /** Hashes spread evenly, but not perfectly. */
        private static final int STRIPE = GENERATION / STRIPES * 5 / 4;

        private static final long[] EMPTY = {};

        private long[] filter = EMPTY;
        private long[] entries = EMPTY;
        private final int[] counts = new int[STRIPES];
        private int count;

        boolean holds(long hash) {
            if (count == 0) {
                return false;
            }
            long bits = bits(hash);
            return (filter[word(hash)] & bits) == bits && find(hash) >= 0;
        }

        private int find(long hash) {
            int start = stripe(hash) * STRIPE;
            int end = start + counts[stripe(hash)];
            for (int i = start; i < end; i++) {
                if (entries[i] == hash) {
                    return i;
                }
            }
            return -1;
        }

        /** @return false if there is no room */
        boolean add(long hash) {
            int stripe = stripe(hash);
            if (count == GENERATION || counts[stripe] == STRIPE) {
                return false;
            }
            if (entries.length == 0) {
                filter = new long[WORDS];
                entries = new long[STRIPES * STRIPE];
            }
            filter[word(hash)] |= bits(hash);
            entries[stripe * STRIPE + counts[stripe]++] = hash;
            count++;
            return true;
        }

        /** Its bits stay: they only make a look necessary. */
        void forget(long hash) {
            int at = count == 0 ? -1 : find(hash);
            if (at >= 0) {
                entries[at] = 0;
            }
        }

        void clear() {
            Arrays.fill(filter, 0);
            Arrays.fill(counts, 0);
            count = 0;
        }

        private static int stripe(long hash) {
            return (int) (hash >>> 58);
        }

        private static int word(long hash) {
            return (int) (hash >>> 24) & WORDS - 1;
        }

        private static long bits(long hash) {
            return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12) | 1L << (hash >>> 18);
        }
    }
}
