package dev.osprey.launcher.state;

import java.util.List;

/** The events between launcher and modules. */
public final class Subjects {

    public static final String READY = "module.ready";
    public static final String SHUTDOWN_ACK = "module.shutdown.ack";
    public static final String SHUTDOWN_READY = "module.shutdown.ready";
    public static final String EXTEND = "module.extend";

    /** What modules say themselves. */
    public static final List<String> FROM_MODULES = List.of(READY, SHUTDOWN_ACK, SHUTDOWN_READY, EXTEND);

    public static final String STARTING = "module.starting";
    public static final String STARTED = "module.started";
    public static final String STOPPED = "module.stopped";
    public static final String STATE_CHANGED = "module.state_changed";
    public static final String SHUTDOWN = "module.shutdown";
    public static final String BACKOFF = "module.backoff";
    public static final String FAILED = "module.failed";
    public static final String COMPLETED = "module.completed";
    public static final String READY_TIMEOUT = "module.ready_timeout";

    /** Who says what is not said by modules. */
    public static final String LAUNCHER = "launcher";

    private Subjects() {}
}
