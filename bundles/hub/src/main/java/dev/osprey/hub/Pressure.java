package dev.osprey.hub;

import io.netty.util.internal.PlatformDependent;

/** Whether the memory for buffers runs short: then slow connections give way long before their own bound. */
final class Pressure {

    /** What a connection may leave unread even then. */
    static final int SMALL = 64 << 10;

    private static final long HIGH = PlatformDependent.maxDirectMemory() / 4 * 3;

    private Pressure() {}

    static boolean high() {
        return PlatformDependent.usedDirectMemory() > HIGH;
    }
}
