package dev.osprey.streams;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The beginning of a segment file.
 *
 * @param begun the first number that the stream ever kept
 * @param previous the highest number before this segment, 0 if there was none
 * @param latest the latest time before this segment
 */
record SegmentHeader(long begun, long previous, long latest) {

    static final int LENGTH = 40;

    /** "OSPSTRM1". */
    private static final long MAGIC = 0x4f53505354524d31L;

    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH)
                .putLong(MAGIC)
                .putLong(begun)
                .putLong(previous)
                .putLong(latest);
        CRC32C crc = new CRC32C();
        crc.update(buffer.array(), 0, buffer.position());
        return buffer.putLong(crc.getValue()).array();
    }

    /** Null if it is none. */
    static SegmentHeader read(byte[] bytes) {
        if (bytes.length < LENGTH) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, LENGTH - Long.BYTES);
        boolean sound = buffer.getLong() == MAGIC && buffer.getLong(LENGTH - Long.BYTES) == crc.getValue();
        return sound ? new SegmentHeader(buffer.getLong(), buffer.getLong(), buffer.getLong()) : null;
    }
}
