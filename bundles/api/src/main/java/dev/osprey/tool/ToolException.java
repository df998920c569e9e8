package dev.osprey.tool;

/** A failed call: a stable code, what was wrong, and what to do about it. */
public class ToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** There is no tool of this name. */
    public static final String NOT_FOUND = "not_found";

    /** The caller may not. */
    public static final String DENIED = "denied";

    /** The input does not fit the schema or the facts. */
    public static final String INVALID_INPUT = "invalid_input";

    /** Too many calls at once. */
    public static final String BUSY = "busy";

    /** The deadline passed. */
    public static final String TIMEOUT = "timeout";

    /** The caller cancelled, or the tool's bundle went away. */
    public static final String CANCELLED = "cancelled";

    /** The tool's present state forbids it: started already, not running. */
    public static final String CONFLICT = "conflict";

    /** A fault of the tool; the log has the detail. */
    public static final String INTERNAL = "internal";

    private final String code;
    private final String remedy;

    public ToolException(String code, String message, String remedy) {
        super(message);
        this.code = code;
        this.remedy = remedy;
    }

    public ToolException(String code, String message, String remedy, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.remedy = remedy;
    }

    /** A stable word for programs. */
    public String code() {
        return code;
    }

    /** What the caller can do, or null. */
    public String remedy() {
        return remedy;
    }
}
