package dev.osprey.shell.client;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Leaves out colours and bold type, which Karaf's own messages have whether or not a terminal shows them. */
final class Uncoloured extends FilterOutputStream {

    private static final int ESCAPE = 0x1b;

    private enum At {
        TEXT,
        ESCAPED,
        SEQUENCE
    }

    private At at = At.TEXT;

    Uncoloured(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        switch (at) {
            case TEXT -> {
                if (value == ESCAPE) {
                    at = At.ESCAPED;
                } else {
                    out.write(value);
                }
            }
            case ESCAPED -> {
                at = value == '[' ? At.SEQUENCE : At.TEXT;
                if (value != '[') {
                    out.write(ESCAPE);
                    out.write(value);
                }
            }
            default -> {
                boolean parameter = value >= '0' && value <= '9' || value == ';';
                at = parameter ? At.SEQUENCE : At.TEXT;
            }
        }
    }
}
