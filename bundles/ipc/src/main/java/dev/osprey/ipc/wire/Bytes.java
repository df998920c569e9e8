package dev.osprey.ipc.wire;

import java.util.Arrays;

/** A growing array of bytes. */
public final class Bytes {

    private final int initial;
    private byte[] array;
    private int length;

    public Bytes(int initial) {
        this.initial = initial;
        this.array = new byte[initial];
    }

    /** What it holds, from 0 to {@link #length()}; another array once it grows. */
    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    /** Makes room behind the end, and gives the array. */
    public byte[] reserve(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(Math.addExact(length, more), array.length + (array.length >> 1)));
        }
        return array;
    }

    /** Takes bytes that were put behind the end. */
    public void grew(int by) {
        length += by;
    }

    public void put(byte[] bytes, int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, array, length, to - from);
        length += to - from;
    }

    /** Drops the first bytes, and an array that a rare large content made. */
    public void drop(int count) {
        length -= count;
        if (length == 0 && array.length > initial << 3) {
            array = new byte[initial];
        } else if (length > 0 && count > 0) {
            System.arraycopy(array, count, array, 0, length);
        }
    }
}
