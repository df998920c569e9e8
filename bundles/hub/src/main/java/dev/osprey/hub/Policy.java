package dev.osprey.hub;

/** What happens when a subscription's queue is full. */
enum Policy {
    /** The connection is closed with 4408: loss is never silent. */
    DISCONNECT("disconnect"),
    /** The oldest waiting events go. */
    DROP_OLDEST("drop-oldest"),
    /** Of each subject only the newest waits. */
    LATEST("latest"),
    /** Connections that publish what it listens to are not read until it has room again. */
    BLOCK("block");

    private final String key;

    Policy(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** The policy of this name; null if there is none. */
    static Policy of(String key) {
        for (Policy policy : values()) {
            if (policy.key.equals(key)) {
                return policy;
            }
        }
        return null;
    }
}
