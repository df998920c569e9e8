package dev.osprey.bench.hub;

/** What a ratio should be. */
record Target(double value, boolean most) {

    static Target atLeast(double value) {
        return new Target(value, false);
    }

    static Target atMost(double value) {
        return new Target(value, true);
    }

    boolean met(double ratio) {
        return most ? ratio <= value : ratio >= value;
    }

    /** The target, and whether this reaches it. */
    String say(double ratio, int digits) {
        return (most ? "≤ " : "≥ ") + Report.number(value, digits) + (met(ratio) ? ", met" : ", NOT MET");
    }
}
