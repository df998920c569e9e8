package dev.osprey.hub;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes. */
final class Bytes {

    private final int initial;
    byte[] array;
    int length;

    Bytes(int initial) {
        this.initial = initial;
        this.array = new byte[initial];
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void reserve(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(length + more, array.length + (array.length >> 1)));
        }
    }

    void put(int b) {
        reserve(1);
        array[length++] = (byte) b;
    }

    void put(byte[] bytes) {
        put(bytes, 0, bytes.length);
    }

    void put(byte[] bytes, int from, int to) {
        int count = to - from;
        reserve(count);
        System.arraycopy(bytes, from, array, length, count);
        length += count;
    }

    /** A number in decimal. */
    void put(long number) {
        reserve(20);
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        int at = length += digits;
        long rest = number;
        do {
            array[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    byte[] copy() {
        return Arrays.copyOf(array, length);
    }

    /** Empties it and lets go of an array that a rare large content made. */
    void clear() {
        length = 0;
        if (array.length > initial << 3) {
            array = new byte[initial];
        }
    }
}
