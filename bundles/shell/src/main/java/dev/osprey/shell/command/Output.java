package dev.osprey.shell.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.karaf.shell.support.ansi.SimpleAnsi;

/** What a command writes: tables and lines for people, JSON for programs. Safe to write to from several threads. */
final class Output {

    private final PrintStream out;
    private final PrintStream err;
    private final PrintStream console;
    private final boolean json;
    private final boolean terminal;
    private final int width;

    /**
     * @param out where the command's result goes: the next command of a pipe, or the console
     * @param console the stream behind it, which must be flushed for bytes to leave and which knows if the reader has gone
     * @param json whether programs read it
     * @param terminal whether a person reads it on a screen
     * @param width of the screen; 0 if there is none, or it is not known
     */
    Output(PrintStream out, PrintStream err, PrintStream console, boolean json, boolean terminal, int width) {
        this.out = out;
        this.err = err;
        this.console = console;
        this.json = json;
        this.terminal = terminal;
        this.width = width;
    }

    boolean json() {
        return json;
    }

    boolean terminal() {
        return terminal;
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

    /** A table for people; a cell that holds a {@link Cell} may be coloured. */
    synchronized void table(List<String> columns, List<List<Object>> rows, String whenEmpty) {
        if (rows.isEmpty()) {
            line(whenEmpty);
            return;
        }
        Table table = new Table(columns);
        rows.forEach(row -> table.add(row.stream().map(Cell::plain).toList()));
        table.lines(width, terminal).forEach(out::println);
        flush();
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
        } else if (terminal) {
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
