package dev.osprey.process.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;

/** The C library's functions as they are; a failed one throws with its errno. */
final class LibcCalls {

    static {
        // The library that the JVM itself runs on: the C library's file has another name on every kind of Linux.
        Native.register(LibcCalls.class, NativeLibrary.getProcess());
    }

    private LibcCalls() {}

    static native int kill(int pid, int signal) throws LastErrorException;

    static native int posix_openpt(int flags) throws LastErrorException;

    static native int grantpt(int fd) throws LastErrorException;

    static native int unlockpt(int fd) throws LastErrorException;

    // Returns its error in place of setting errno.
    static native int ptsname_r(int fd, byte[] name, NativeLong size);

    static native int ioctl(int fd, NativeLong request, short[] argument) throws LastErrorException;

    static native int ioctl(int fd, NativeLong request, int[] argument) throws LastErrorException;

    static native int fcntl(int fd, int command, int argument) throws LastErrorException;

    static native NativeLong read(int fd, ByteBuffer buffer, NativeLong size) throws LastErrorException;

    static native NativeLong write(int fd, byte[] bytes, NativeLong size) throws LastErrorException;

    static native int poll(byte[] fds, NativeLong count, int millis) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;
}
