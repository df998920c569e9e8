package dev.osprey.launcher.run;

import java.util.List;

/** The events between launcher and modules. */
final class Subjects {

    static final String READY = "module.ready";
    static final String SHUTDOWN_ACK = "module.shutdown.ack";
    static final String SHUTDOWN_READY = "module.shutdown.ready";
    static final List<String> FROM_MODULES = List.of(READY, SHUTDOWN_ACK, SHUTDOWN_READY);

    static final String STARTING = "module.starting";
    static final String STARTED = "module.started";
    static final String STOPPED = "module.stopped";
    static final String STATE_CHANGED = "module.state_changed";
    static final String SHUTDOWN = "module.shutdown";

    static final String LAUNCHER = "launcher";

    private Subjects() {}
}
