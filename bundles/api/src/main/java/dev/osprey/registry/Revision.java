package dev.osprey.registry;

import java.util.Objects;

/**
 * A position in the sequence of changes of the registry. Numbers grow by one with each change within one epoch; a registry that starts
 * anew has a new epoch, so that a position of an earlier one is recognised rather than taken for a later moment.
 *
 * @param epoch which life of the registry, {@code [0-9a-z]+}
 * @param number of changes made in it
 */
public record Revision(String epoch, long number) {

    public Revision {
        Objects.requireNonNull(epoch, "epoch");
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Revision parse(String text) {
        int dash = text.indexOf('-');
        if (dash > 0 && text.length() <= 64 && text.substring(dash + 1).matches("[0-9]{1,18}")) {
            String epoch = text.substring(0, dash);
            if (epoch.matches("[0-9a-z]+")) {
                return new Revision(epoch, Long.parseLong(text.substring(dash + 1)));
            }
        }
        throw new IllegalArgumentException(
                "\"" + (text.length() > 64 ? text.substring(0, 64) + "..." : text)
                        + "\" is no revision of the registry; send one as it was received, such as k3x9-17, or none to begin anew");
    }

    /** {@code epoch-number}, the form for the wire. */
    @Override
    public String toString() {
        return epoch + "-" + number;
    }
}
