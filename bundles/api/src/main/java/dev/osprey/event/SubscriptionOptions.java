package dev.osprey.event;

/**
 * How a subscription queues.
 *
 * @param name names the subscriber in logs and thread names, or null for the bundle's symbolic name
 * @param capacity events that may wait, at least 1
 * @param overflow what goes when the queue is full
 */
public record SubscriptionOptions(String name, int capacity, Overflow overflow) {

    /** 10,000 events, then the oldest goes. */
    public static final SubscriptionOptions DEFAULT = new SubscriptionOptions(null, 10_000, Overflow.DROP_OLDEST);

    public SubscriptionOptions {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ", it must be at least 1");
        }
    }

    /** What a full queue gives up. The loss is counted and logged once per burst with the subscriber's name. */
    public enum Overflow {
        DROP_OLDEST,
        DROP_NEWEST
    }
}
