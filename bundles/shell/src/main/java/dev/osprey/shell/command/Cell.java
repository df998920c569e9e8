package dev.osprey.shell.command;

import org.apache.karaf.shell.support.ansi.SimpleAnsi;

/** A word in a table that a terminal shows in a colour. */
record Cell(String text, Tone tone) {

    enum Tone {
        GOOD(SimpleAnsi.COLOR_GREEN),
        MOVING(SimpleAnsi.COLOR_YELLOW),
        BAD(SimpleAnsi.COLOR_RED),
        PLAIN("");

        private final String colour;

        Tone(String colour) {
            this.colour = colour;
        }
    }

    String show(boolean coloured) {
        return coloured && tone != Tone.PLAIN ? tone.colour + text + SimpleAnsi.COLOR_DEFAULT : text;
    }
}
