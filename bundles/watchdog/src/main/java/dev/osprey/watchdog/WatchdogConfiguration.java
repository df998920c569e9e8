package dev.osprey.watchdog;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of the watchdog. */
@ObjectClassDefinition(name = "Osprey watchdog")
public @interface WatchdogConfiguration {

    String PID = "dev.osprey.watchdog";

    @AttributeDefinition(
            name = "Mode",
            description = "act: restart what is not well; observe: only tell of it",
            options = {@Option(label = "act", value = "act"), @Option(label = "observe", value = "observe")})
    String mode() default "act";

    @AttributeDefinition(name = "Restarts", description = "Of all modules together at most, within the window")
    int restarts_max() default 10;

    @AttributeDefinition(name = "Window, in seconds")
    int window_seconds() default 600;

    @AttributeDefinition(
            name = "Health interval, in seconds",
            description = "How often a module is asked that says nothing else")
    int health_interval() default 15;

    @AttributeDefinition(name = "Health time-out, in seconds")
    int health_timeout() default 5;

    @AttributeDefinition(name = "Health failures", description = "How many in a row count")
    int health_failures() default 3;

    @AttributeDefinition(
            name = "Alive, in seconds",
            description =
                    "How long module.alive may stay away from a module that has begun to say it, unless it names a time")
    int alive_seconds() default 60;

    @AttributeDefinition(
            name = "Evidence in events",
            description = "summary: without what modules wrote; full: with it")
    String events_evidence() default "summary";

    @AttributeDefinition(name = "Evidence files", description = "How many are kept")
    int evidence_files() default 200;

    @AttributeDefinition(name = "Evidence, in MiB", description = "How much is kept")
    int evidence_mebibytes() default 50;

    @AttributeDefinition(name = "Threads", description = "For health requests and evidence; as many again for restarts")
    int threads() default 4;
}
