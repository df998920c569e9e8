package dev.osprey.bench;

import java.io.IOException;
import java.io.PrintStream;

/** One subject to measure. */
@FunctionalInterface
public interface Command {

    /**
     * Measures and writes.
     *
     * @param quick whether a rough idea in short time is enough
     * @param tables for Markdown
     * @param progress for what is going on
     * @return whether all could be measured and was right
     * @throws IOException if what is measured cannot be started or reached
     */
    boolean run(boolean quick, PrintStream tables, PrintStream progress) throws IOException;
}
