package dev.osprey.watchdog.systemd;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;

/** The C library's functions as they are; a failed one throws with its errno. */
final class UnixCalls {

    static {
        // The library that the JVM itself runs on: the C library's file has another name on every kind of Linux.
        Native.register(UnixCalls.class, NativeLibrary.getProcess());
    }

    private UnixCalls() {}

    static native int socket(int domain, int type, int protocol) throws LastErrorException;

    static native NativeLong sendto(int fd, byte[] bytes, NativeLong size, int flags, byte[] address, int addressSize)
            throws LastErrorException;

    static native int close(int fd) throws LastErrorException;
}
