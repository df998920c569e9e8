package dev.osprey.ipc.wire;

import java.nio.charset.StandardCharsets;

/**
 * Walks over a body without making anything of it. Sizes are believed only as far as the bytes reach, and 64 levels. Not thread-safe.
 *
 * @see Values
 */
public final class WireReader {

    static final int DEEPEST = 64;

    byte[] b;
    int at;
    int end;
    /** Of what {@link #text()} has found. */
    int textFrom;

    int textTo;

    /** Begins anew. */
    public WireReader over(byte[] bytes, int from, int to) {
        b = bytes;
        at = from;
        end = to;
        return this;
    }

    /** Where the next value begins. */
    public int at() {
        return at;
    }

    public boolean atEnd() {
        return at == end;
    }

    /** Enters a map: gives its size and stands before the first key; -1, and stays, if the next value is none. */
    public int map() {
        int type = peek();
        if ((type & 0xf0) == 0x80) {
            at++;
            return room(type & 0xf, 2);
        } else if (type == 0xde && end - at > 2) {
            int size = (b[at + 1] & 0xff) << 8 | b[at + 2] & 0xff;
            at += 3;
            return room(size, 2);
        } else if (type == 0xde || type == 0xdf) {
            at++;
            return room(length(type == 0xde ? 2 : 4), 2);
        }
        return -1;
    }

    /** Enters an array likewise. */
    public int array() {
        int type = peek();
        if ((type & 0xf0) == 0x90) {
            at++;
            return room(type & 0xf, 1);
        } else if (type == 0xdc || type == 0xdd) {
            at++;
            return room(length(type == 0xdc ? 2 : 4), 1);
        }
        return -1;
    }

    /** Passes over a text and says where its bytes are: {@link #textFrom()}, {@link #textTo()}; false, and stays, if the next value is none. */
    public boolean text() {
        int type = peek();
        int size;
        if ((type & 0xe0) == 0xa0) {
            at++;
            size = type & 0x1f;
        } else if (type >= 0xd9 && type <= 0xdb) {
            at++;
            size = length(1 << type - 0xd9);
        } else {
            return false;
        }
        textFrom = at;
        textTo = at = past(size);
        return true;
    }

    public int textFrom() {
        return textFrom;
    }

    public int textTo() {
        return textTo;
    }

    /** The text passed last. */
    public String string() {
        return new String(b, textFrom, textTo - textFrom, StandardCharsets.UTF_8);
    }

    /** Passes over one value. */
    public void skip() {
        skip(0);
    }

    private void skip(int depth) {
        int type = peek();
        at++;
        if (type < 0x80 || type >= 0xe0) {
            return;
        }
        if (type >= 0xa0 && type < 0xc0) {
            at = past(type & 0x1f);
        } else if (type == 0xde && end - at > 1 && b[at] == 0 && b[at + 1] == 0) {
            // Nothing in it: the parameters of most requests.
            at += 2;
        } else if (type < 0xa0) {
            int size = type & 0xf;
            items(type < 0x90 ? room(size, 2) * 2 : room(size, 1), depth);
        } else {
            skipLong(type, depth);
        }
    }

    private void skipLong(int type, int depth) {
        switch (type) {
            case 0xc0, 0xc1, 0xc2, 0xc3 -> {}
            case 0xc4, 0xd9 -> at = past(length(1));
            case 0xc5, 0xda -> at = past(length(2));
            case 0xc6, 0xdb -> at = past(length(4));
            case 0xc7, 0xc8, 0xc9, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> at = past(extension(type));
            case 0xcc, 0xd0 -> at = past(1);
            case 0xcd, 0xd1 -> at = past(2);
            case 0xca, 0xce, 0xd2 -> at = past(4);
            case 0xcb, 0xcf, 0xd3 -> at = past(8);
            case 0xdc -> items(room(length(2), 1), depth);
            case 0xdd -> items(room(length(4), 1), depth);
            case 0xde -> items(room(length(2), 2) * 2, depth);
            default -> items(room(length(4), 2) * 2, depth);
        }
    }

    private void items(int count, int depth) {
        if (depth == DEEPEST) {
            throw new MalformedException("The body is deeper than " + DEEPEST + " levels");
        }
        for (int i = 0; i < count; i++) {
            skip(depth + 1);
        }
    }

    /** Behind the type byte of an extension: gives its size and stands before its first byte. Only known ones are let through. */
    int extension(int type) {
        int size = type >= 0xd4 ? 1 << type - 0xd4 : length(1 << type - 0xc7);
        past(1);
        int kind = b[at++];
        boolean time = kind == -1 && (size == 4 || size == 8 || size == 12);
        if (kind != 0 && !time) {
            throw new MalformedException("Extension " + kind + " of " + size + " bytes is not known");
        }
        return size;
    }

    int peek() {
        if (at >= end) {
            throw new MalformedException("The body ends in the middle of a value");
        }
        return b[at] & 0xff;
    }

    /** A length of so many bytes. */
    int length(int bytes) {
        past(bytes);
        long length = unsigned(bytes);
        if (length > Integer.MAX_VALUE) {
            throw new MalformedException("The body announces " + length + " bytes or values");
        }
        return (int) length;
    }

    /** A number of so many bytes, which are there. */
    long unsigned(int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | b[at++] & 0xff;
        }
        return number;
    }

    /** Where so many bytes end, which must be there. */
    int past(int size) {
        if (size > end - at) {
            throw new MalformedException("The body ends in the middle of a value");
        }
        return at + size;
    }

    /** Each item takes a byte at least. */
    private int room(int size, int each) {
        if (size > (end - at) / each) {
            throw new MalformedException("The body announces " + size + " values and has no room for them");
        }
        return size;
    }
}
