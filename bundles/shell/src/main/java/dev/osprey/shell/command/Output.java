package dev.osprey.shell.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.support.ansi.SimpleAnsi;

/** What a command writes: tables and lines for people, JSON for programs. Safe to write to from several threads. */
final class Output {

    private final PrintStream out;
    private final PrintStream err;
    private final PrintStream console;
    private final boolean json;
    private final Screen screen;

    /**
     * @param out where the command's result goes: the next command of a pipe, or the console
     * @param console the stream behind it, which must be flushed for bytes to leave and which knows if the reader has gone
     * @param json whether programs read it
     * @param screen where a person reads it, if there is one
     */
    Output(PrintStream out, PrintStream err, PrintStream console, boolean json, Screen screen) {
        this.out = out;
        this.err = err;
        this.console = console;
        this.json = json;
        this.screen = screen;
    }

    boolean json() {
        return json;
    }

    boolean terminal() {
        return screen.there();
    }

    Screen screen() {
        return screen;
    }

    /** The same, but what goes to the screen is kept in a buffer, errors and remarks as well. */
    Output drawnInto(PrintStream buffer) {
        return new Output(buffer, buffer, console, json, screen);
    }

    /** Text that moves the cursor. */
    synchronized void draw(String text) {
        out.print(text);
        flush();
    }

    /** One JSON document on one line, in UTF-8 whatever the console's encoding is. */
    synchronized void document(Object value) {
        byte[] line = (Json.write(value) + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(line, 0, line.length);
        flush();
    }

    /** Lines for people. */
    synchronized void line(String text) {
        out.println(Printable.of(text));
        flush();
    }

    /** A line whose parts may be coloured. */
    synchronized void line(List<Cell> parts) {
        StringBuilder line = new StringBuilder();
        parts.forEach(part -> line.append(screen.there() ? part.coloured(part.text()) : part.text()));
        out.println(line.toString().stripTrailing());
        flush();
    }

    /** Sentences for people, wrapped between words. */
    synchronized void paragraph(String text) {
        Wrapping.lines(Printable.of(text), screen.width() == 0 ? Integer.MAX_VALUE : screen.width())
                .forEach(out::println);
        flush();
    }

    /** A table for people; a cell that holds a {@link Cell} may be coloured. */
    synchronized void table(List<String> columns, List<List<Object>> rows, String whenEmpty) {
        if (rows.isEmpty()) {
            line(whenEmpty);
            return;
        }
        Table table = new Table(columns);
        rows.forEach(row -> table.add(row.stream().map(Cell::plain).toList()));
        table.lines(screen.width(), screen.there()).forEach(out::println);
        flush();
    }

    /** Values by name, one below the other. */
    void pairs(Map<String, ?> values) {
        List<List<Object>> rows = new ArrayList<>();
        values.forEach((name, value) -> rows.add(Arrays.asList(name, value)));
        table(List.of("Name", "Value"), rows, "There is nothing to show.");
    }

    /** A remark for people that is no part of the result. */
    synchronized void remark(String text) {
        err.println(Printable.of(text));
        err.flush();
    }

    synchronized void failure(Failure failure) {
        if (json) {
            byte[] line = (Json.write(failure.document()) + "\n").getBytes(StandardCharsets.UTF_8);
            err.write(line, 0, line.length);
        } else if (screen.there()) {
            err.println(SimpleAnsi.COLOR_RED + Printable.of(failure.text()) + SimpleAnsi.COLOR_DEFAULT);
        } else {
            err.println(Printable.of(failure.text()));
        }
        err.flush();
        flush();
    }

    /** Whether the reader has gone: a closed connection, or a next command in the pipe that has read enough. */
    boolean abandoned() {
        return out.checkError() || console.checkError();
    }

    private void flush() {
        out.flush();
        console.flush();
    }
}
