package dev.osprey.process.terminal;

import java.nio.charset.StandardCharsets;

/** A command of {@code exec} on its way; guarded by its session. */
final class Running {

    private static final int MOST_OUTPUT = 1 << 20;

    private final String line;
    private final boolean waitsForBeginning;
    private final ScrollBack output = new ScrollBack(MOST_OUTPUT);
    private boolean typed;
    private boolean begun;
    private Integer exitCode;
    private String folder;

    /** @param line what is typed for it; @param waitsForBeginning whether its output begins with a mark */
    Running(String line, boolean waitsForBeginning) {
        this.line = line;
        this.waitsForBeginning = waitsForBeginning;
    }

    /** Now it is typed; whatever prompts came before were not its end. */
    void typed() {
        typed = true;
        begun = !waitsForBeginning;
    }

    void shown(byte[] bytes, int offset, int length) {
        if (begun) {
            output.add(bytes, offset, length);
        }
    }

    void begins() {
        begun = typed;
    }

    /** @return whether that was its end */
    boolean prompts(int code, String where) {
        if (!begun) {
            // A prompt from before it.
            return false;
        }
        exitCode = code;
        folder = where;
        return true;
    }

    Integer exitCode() {
        return exitCode;
    }

    String folder() {
        return folder;
    }

    boolean truncated() {
        return output.start() > 0;
    }

    String text() {
        String text = new String(output.copy(output.start(), MOST_OUTPUT), StandardCharsets.UTF_8);
        if (waitsForBeginning || truncated()) {
            return text;
        }
        // The kernel shows what is typed, if the shell lets it.
        String echo = line + "\r\n";
        return text.startsWith(echo) ? text.substring(echo.length()) : text;
    }
}
