package dev.osprey.ipc.stream;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Names of subscriptions as Kairo makes them: what it is, and eight hexadecimal digits. No two are the same. */
final class Ids {

    private static final AtomicInteger LAST =
            new AtomicInteger(ThreadLocalRandom.current().nextInt());

    private Ids() {}

    static String next(String kind) {
        return kind + String.format("%08x", LAST.incrementAndGet());
    }
}
