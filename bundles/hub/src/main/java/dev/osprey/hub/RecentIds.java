package dev.osprey.hub;

import java.security.SecureRandom;

/**
 * Which events have been seen lately, by source and id. Keeps 64-bit keyed hashes in two generations of {@link #GENERATION} each,
 * spread over stripes: between one and two generations are remembered, in at most 8 MiB.
 */
final class RecentIds {

    static final int GENERATION = 1 << 17;
    private static final int STRIPES = 16;
    private static final int SLOTS = GENERATION / STRIPES * 2;

    private final long k0;
    private final long k1;
    private final Stripe[] stripes = new Stripe[STRIPES];

    RecentIds() {
        SecureRandom random = new SecureRandom();
        k0 = random.nextLong();
        k1 = random.nextLong();
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** The key of a source, to be kept by its connection. */
    long source(byte[] name) {
        return SipHash.hash(k1, k0, name, 0, name.length);
    }

    /** @return false if this source had this id lately */
    boolean add(long source, byte[] id, int from, int to) {
        long hash = SipHash.hash(k0 ^ source, k1, id, from, to);
        long entry = hash == 0 ? 1 : hash;
        return stripes[(int) (entry >>> 60)].add(entry);
    }

    /** As if this source had not had this id: what it was for has not happened. */
    void forget(long source, byte[] id, int from, int to) {
        long hash = SipHash.hash(k0 ^ source, k1, id, from, to);
        long entry = hash == 0 ? 1 : hash;
        stripes[(int) (entry >>> 60)].forget(entry);
    }

    /** Open addressing; 0 is an empty slot. */
    private static final class Stripe {
        private long[] now = {};
        private long[] before = {};
        private int count;

        synchronized boolean add(long entry) {
            if (now.length == 0) {
                now = new long[SLOTS];
            }
            if (before.length > 0 && before[slot(before, entry)] != 0) {
                return false;
            }
            int slot = slot(now, entry);
            if (now[slot] != 0) {
                return false;
            }
            now[slot] = entry;
            if (++count >= GENERATION / STRIPES) {
                before = now;
                now = new long[SLOTS];
                count = 0;
            }
            return true;
        }

        synchronized void forget(long entry) {
            remove(before, entry);
            if (remove(now, entry)) {
                count--;
            }
        }

        /** Closes the hole with the entries behind it, so that a search never ends too early. */
        private static boolean remove(long[] table, long entry) {
            if (table.length == 0 || table[slot(table, entry)] == 0) {
                return false;
            }
            int hole = slot(table, entry);
            table[hole] = 0;
            for (int i = hole + 1 & SLOTS - 1; table[i] != 0; i = i + 1 & SLOTS - 1) {
                long moved = table[i];
                table[i] = 0;
                table[slot(table, moved)] = moved;
            }
            return true;
        }

        private static int slot(long[] table, long entry) {
            int i = (int) entry & SLOTS - 1;
            while (table[i] != 0 && table[i] != entry) {
                i = i + 1 & SLOTS - 1;
            }
            return i;
        }
    }
}
