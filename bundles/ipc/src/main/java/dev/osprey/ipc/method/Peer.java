package dev.osprey.ipc.method;

import dev.osprey.access.Principal;
import io.netty.buffer.ByteBuf;
import java.time.Duration;

/** A connection. Thread-safe, but for what says that it belongs to the connection's event loop. */
public interface Peer {

    /** Its number, from 1. */
    long number();

    Standing standing();

    /** As whom it acts. */
    Principal principal();

    /** The process at the other end as of when it connected; 0 if that is not known. */
    long pid();

    /** What it calls itself, without proof; never null. */
    String label();

    boolean open();

    /**
     * Runs something on its event loop; now if that is where the caller is.
     *
     * @return false if the loop has ended, and it will not run
     */
    boolean run(Runnable task);

    /**
     * Sends whole frames and releases them, in the order of the calls; frames sent by one thread and its answers keep their order too. A peer
     * that lets more gather than {@code pending.max} is cut off. Who sends much asks {@link #awaitRoom} first.
     *
     * @return false if it is closed
     */
    boolean send(ByteBuf frames);

    /** Whether it takes what it is sent: less waits than the high water mark. */
    boolean writable();

    /**
     * Waits until it is writable. Never to be called on an event loop.
     *
     * @return false if it was not in time, or is closed
     */
    boolean awaitRoom(Duration most) throws InterruptedException;

    /** Cuts it off, with a reason for the log. What was sent before still goes out if it can. */
    void close(String why);

    /** What the methods keep for it; null at first. On the event loop. */
    Object attachment();

    /** Keeps something for it. On the event loop. */
    void attach(Object attachment);
}
