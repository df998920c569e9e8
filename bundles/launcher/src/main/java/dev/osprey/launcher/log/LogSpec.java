package dev.osprey.launcher.log;

/**
 * How much of what a module writes is kept.
 *
 * @param bytes of one file, after which the next one begins
 * @param files older ones that are kept
 * @param linesPerSecond those above it are left out, and counted
 */
public record LogSpec(long bytes, int files, int linesPerSecond) {

    /** What a module has that says nothing. */
    public static final LogSpec USUAL = new LogSpec(10L << 20, 3, 5_000);
}
