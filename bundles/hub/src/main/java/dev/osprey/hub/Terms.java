package dev.osprey.hub;

/**
 * What a client asked of a subscription beside its patterns.
 *
 * @param name its name, or null for the connection's own
 * @param group the group of which one member gets each event, or null
 * @param maxEvents events that may wait
 * @param maxBytes bytes that may wait
 */
record Terms(String name, Policy policy, String group, int maxEvents, int maxBytes) {

    String shown() {
        return name == null ? "default" : name;
    }
}
