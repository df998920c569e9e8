package dev.osprey.process;

/** The size of a terminal in characters, 1 to 1,000 each. */
public record TerminalSize(int rows, int columns) {

    /** What a terminal has when nobody says otherwise. */
    public static final TerminalSize USUAL = new TerminalSize(24, 80);

    public TerminalSize {
        if (rows < 1 || rows > 1000 || columns < 1 || columns > 1000) {
            throw new IllegalArgumentException(
                    "A terminal of " + rows + " rows and " + columns + " columns; give 1 to 1,000 of each");
        }
    }
}
