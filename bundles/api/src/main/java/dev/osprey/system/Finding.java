package dev.osprey.system;

/**
 * What a {@link Check} found.
 *
 * @param check a stable dotted name: {@code host.cgroups}
 * @param level how it stands
 * @param found what was found, in a sentence
 * @param remedy what to do about it, a command where there is one; null if all is well
 */
public record Finding(String check, Level level, String found, String remedy) {

    /** How it stands. */
    public enum Level {
        /** All is well. */
        OK,
        /** Something optional is not there; what needs it will say so. */
        LIMITED,
        /** It works, but not as it should. */
        WARN,
        /** It does not work. */
        FAIL
    }
}
