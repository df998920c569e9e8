package dev.osprey.web.http;

/** Values of the caller, as they may stand in a message. */
public final class Text {

    private static final int LONGEST = 120;

    private Text() {}

    /** Without control characters and not too long. */
    public static String shown(String value) {
        String clean = value.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "..." : clean;
    }
}
