package dev.osprey.process.terminal;

import dev.osprey.process.ProcessExit;
import dev.osprey.process.Processes;
import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.Terminals;
import java.time.Clock;

/** The real part, for tests of its users. */
public final class RealTerminals {

    private RealTerminals() {}

    public static Terminals over(Processes processes) {
        return new TerminalTable(
                processes,
                new TerminalTable.Observer() {
                    @Override
                    public void created(Terminal terminal) {}

                    @Override
                    public void ended(Terminal terminal, ProcessExit exit) {}
                },
                Clock.systemUTC());
    }
}
