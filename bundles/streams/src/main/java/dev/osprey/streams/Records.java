package dev.osprey.streams;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * How an event lies in a ring and in a file, big-endian: length of the whole (4 bytes), CRC-32C of all but itself (4; 0 in a ring),
 * sequence (8), time of acceptance in milliseconds (8), length of the subject (2), subject, JSON text.
 *
 * <p>A hole, for events that went out but could not be kept, has an empty subject, the last lost number as its sequence, and the
 * first one in place of the text.
 */
final class Records {

    static final int HEADER = 26;

    private static final int CRC = 4;
    private static final int SEQUENCE = 8;
    private static final int TIME = 16;
    private static final int SUBJECT = 24;
    private static final int HOLE = HEADER + Long.BYTES;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private Records() {}

    static int size(byte[] subject, int text) {
        return HEADER + subject.length + text;
    }

    /** Writes all but the checksum. */
    static void put(byte[] into, int at, byte[] subject, long sequence, long time, byte[] text, int from, int to) {
        INT.set(into, at, size(subject, to - from));
        INT.set(into, at + CRC, 0);
        LONG.set(into, at + SEQUENCE, sequence);
        LONG.set(into, at + TIME, time);
        SHORT.set(into, at + SUBJECT, (short) subject.length);
        System.arraycopy(subject, 0, into, at + HEADER, subject.length);
        System.arraycopy(text, from, into, at + HEADER + subject.length, to - from);
    }

    static byte[] hole(long first, long last, long time) {
        byte[] record = new byte[HOLE];
        byte[] number = new byte[Long.BYTES];
        LONG.set(number, 0, first);
        put(record, 0, new byte[0], last, time, number, 0, number.length);
        seal(record, 0);
        return record;
    }

    static void seal(byte[] bytes, int at) {
        INT.set(bytes, at + CRC, checksum(bytes, at));
    }

    /** The length of the whole record that begins here, 0 if there is none or it is damaged. */
    static int sound(byte[] bytes, int at, int end) {
        if (end - at < HEADER) {
            return 0;
        }
        int length = length(bytes, at);
        if (length < HEADER + subjectLength(bytes, at) || length > end - at) {
            return 0;
        }
        return (int) INT.get(bytes, at + CRC) == checksum(bytes, at) ? length : 0;
    }

    private static int checksum(byte[] bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, CRC);
        crc.update(bytes, at + SEQUENCE, length(bytes, at) - SEQUENCE);
        return (int) crc.getValue();
    }

    static int length(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static void setLength(byte[] bytes, int at, int length) {
        INT.set(bytes, at, length);
    }

    static long sequence(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at + SEQUENCE);
    }

    static long time(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at + TIME);
    }

    private static int subjectLength(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at + SUBJECT) & 0xffff;
    }

    static String subject(byte[] bytes, int at) {
        return new String(bytes, at + HEADER, subjectLength(bytes, at), StandardCharsets.UTF_8);
    }

    static boolean sameSubject(byte[] a, int at, byte[] b, int bt) {
        return Arrays.equals(
                a, at + HEADER, at + HEADER + subjectLength(a, at), b, bt + HEADER, bt + HEADER + subjectLength(b, bt));
    }

    /** Where the text begins; it ends with the record. */
    static int text(byte[] bytes, int at) {
        return at + HEADER + subjectLength(bytes, at);
    }

    static boolean isHole(byte[] bytes, int at) {
        return subjectLength(bytes, at) == 0;
    }

    static long holeFirst(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at + HEADER);
    }
}
