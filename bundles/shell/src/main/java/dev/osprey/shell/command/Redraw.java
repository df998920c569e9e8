package dev.osprey.shell.command;

import dev.osprey.tool.ToolException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Shows the same thing again and again: at a terminal in place, else one after the other. What fails the first time ends it; later, when
 * a bundle is being replaced for instance, the failure is shown and the next look may find all well again.
 */
final class Redraw {

    private static final long LOOK_MILLIS = 250;

    private final Supplier<Output> outputs;
    private final Duration interval;
    private final int count;
    private final Pause pause;

    /** Draws once; false for a bad find. */
    interface Draw {
        boolean on(Output output);
    }

    /** Waits; false if it is to end. */
    interface Pause {
        boolean over(Duration time, BooleanSupplier abandoned);
    }

    /**
     * @param outputs a new one for each time, as the screen may have another size
     * @param count zero for no end
     */
    Redraw(Supplier<Output> outputs, Duration interval, int count, Pause pause) {
        this.outputs = outputs;
        this.interval = interval;
        this.count = count;
        this.pause = pause;
    }

    /** @return whether the last look was good */
    boolean run(Draw draw) {
        for (int time = 1; ; time++) {
            Output output = outputs.get();
            boolean good;
            try {
                good = output.terminal() && !output.json() ? inPlace(output, draw, time) : inTurn(output, draw, time);
            } catch (Stopped byCtrlC) {
                return true;
            }
            if (time == count || !pause.over(interval, output::abandoned)) {
                return good;
            }
        }
    }

    private boolean inTurn(Output output, Draw draw, int time) {
        if (time > 1 && !output.json()) {
            output.line("");
        }
        return look(output, draw, time);
    }

    private boolean inPlace(Output output, Draw draw, int time) {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        boolean good = look(output.drawnInto(new PrintStream(drawn, true, StandardCharsets.UTF_8)), draw, time);
        String heading = "Every " + Cell.seconds(interval) + " s, Ctrl-C ends it; "
                + LocalTime.now().truncatedTo(ChronoUnit.SECONDS);
        output.draw(output.screen().over(heading, drawn.toString(StandardCharsets.UTF_8), time == 1));
        return good;
    }

    private static boolean look(Output output, Draw draw, int time) {
        try {
            return draw.on(output);
        } catch (RuntimeException e) {
            Failure failure = Failure.of(e).orElseThrow(() -> e);
            if (failure == e && failure.code().equals(ToolException.CANCELLED)) {
                throw new Stopped(failure);
            }
            if (time == 1) {
                throw failure;
            }
            output.failure(failure);
            return false;
        }
    }

    /** The pause of a real shell; Ctrl-C arrives as an interrupt. */
    static boolean sleep(Duration time, BooleanSupplier abandoned) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toNanos(); left > 0 && !abandoned.getAsBoolean(); left = end - System.nanoTime()) {
                Thread.sleep(Math.min(LOOK_MILLIS, Math.max(1, left / 1_000_000)));
            }
        } catch (InterruptedException ctrlC) {
            return false;
        }
        return !abandoned.getAsBoolean();
    }

    /** Ctrl-C while it looked. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped(Throwable cause) {
            super(null, cause, false, false);
        }
    }
}
