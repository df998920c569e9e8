package dev.osprey.event;

import java.util.Objects;

/**
 * How a subscription queues and where it begins.
 *
 * @param name names the subscriber in logs and thread names, or null for the bundle's symbolic name
 * @param capacity events that may wait, at least 1
 * @param overflow what goes when the queue is full
 * @param from where to begin in the streams before the live events follow, or null for now
 */
public record SubscriptionOptions(String name, int capacity, Overflow overflow, Position from) {

    /** 10,000 events, then the oldest goes; from now on. */
    public static final SubscriptionOptions DEFAULT = new SubscriptionOptions(null, 10_000, Overflow.DROP_OLDEST, null);

    public SubscriptionOptions {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ", it must be at least 1");
        }
        Objects.requireNonNull(overflow, "overflow");
    }

    /** From now on. */
    public SubscriptionOptions(String name, int capacity, Overflow overflow) {
        this(name, capacity, overflow, null);
    }

    /** The same, from another place. */
    public SubscriptionOptions from(Position from) {
        return new SubscriptionOptions(name, capacity, overflow, from);
    }

    /** What a full queue gives up. The loss is counted and logged once per burst with the subscriber's name. */
    public enum Overflow {
        DROP_OLDEST,
        DROP_NEWEST
    }
}
