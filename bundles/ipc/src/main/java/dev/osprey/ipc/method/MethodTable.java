package dev.osprey.ipc.method;

import dev.osprey.ipc.wire.Values;
import java.util.Map;

/** Methods by name, found by the bytes of the name. Immutable. */
public final class MethodTable {

    private final byte[][] names;
    private final Method[] methods;

    public MethodTable(Map<String, ? extends Method> byName) {
        int size = Integer.highestOneBit(Math.max(8, byName.size() * 4));
        names = new byte[size][];
        methods = new Method[size];
        byName.forEach((name, method) -> {
            byte[] key = Values.utf8(name);
            int at = hash(key, 0, key.length) & size - 1;
            while (names[at] != null) {
                at = at + 1 & size - 1;
            }
            names[at] = key;
            methods[at] = method;
        });
    }

    /** The method whose name the bytes are; null if there is none. */
    public Method find(byte[] b, int from, int to) {
        int mask = names.length - 1;
        for (int at = hash(b, from, to) & mask; names[at] != null; at = at + 1 & mask) {
            if (same(names[at], b, from, to)) {
                return methods[at];
            }
        }
        return null;
    }

    private static int hash(byte[] b, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + b[i];
        }
        return hash ^ hash >>> 15;
    }

    private static boolean same(byte[] name, byte[] b, int from, int to) {
        return java.util.Arrays.equals(name, 0, name.length, b, from, to);
    }
}
