package dev.osprey.hub;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** SipHash-1-3: a keyed hash whose collisions a peer cannot compute. */
final class SipHash {

    private static final VarHandle LE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private SipHash() {}

    static long hash(long k0, long k1, byte[] b, int from, int to) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        int whole = from + (to - from & ~7);
        int rounds = 0;
        long last = (long) (to - from) << 56;
        for (int i = whole; i < to; i++) {
            last |= (b[i] & 0xffL) << 8 * (i - whole);
        }
        for (int i = from; ; i += 8) {
            boolean tail = i >= whole;
            long m = rounds > 0 ? 0 : tail ? last : (long) LE64.get(b, i);
            if (rounds == 0) {
                v3 ^= m;
            }
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            if (rounds == 0) {
                v0 ^= m;
                if (tail) {
                    v2 ^= 0xff;
                    rounds = 1;
                }
            } else if (rounds++ == 3) {
                return v0 ^ v1 ^ v2 ^ v3;
            }
        }
    }
}
