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

    /** Of some of its bytes only: names of methods differ at their ends, and a request should not have to look at all of them twice. */
    private static int hash(byte[] b, int from, int to) {
        int length = to - from;
        if (length < 2) {
            return length == 0 ? 0 : b[from];
        }
        int hash = length + b[from] * 31 + b[to - 1] * 961 + b[to - 2] * 29_791 + b[from + (length >> 1)] * 923_521;
        return hash ^ hash >>> 12;
    }

    private static boolean same(byte[] name, byte[] b, int from, int to) {
        return java.util.Arrays.equals(name, 0, name.length, b, from, to);
    }
}
