package dev.osprey.ipc.method;

/** Takes the one answer to a request; what comes after the first is not sent. */
public interface Answer {

    /**
     * It has succeeded.
     *
     * @param value in the terms of JSON, bytes, or {@link dev.osprey.ipc.wire.Absent}
     */
    void value(Object value);

    /** It has succeeded, with a value that is encoded already. */
    void encoded(byte[] value);

    /** It has failed, in Kairo's way: a text only. */
    void error(String text);

    /**
     * It has failed. Who has not identified itself gets the text only.
     *
     * @param code a word of {@link dev.osprey.tool.ToolException}
     * @param remedy may be null
     */
    void error(String code, String text, String remedy);

    /** Whether anybody is still there to get it. */
    boolean wanted();
}
