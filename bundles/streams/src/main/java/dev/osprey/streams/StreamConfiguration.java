package dev.osprey.streams;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One stream of kept events, factory PID {@value #PID}: one file {@code etc/dev.osprey.stream-NAME.cfg} each. */
@ObjectClassDefinition(
        name = "Osprey event stream",
        description =
                "Keeps events, so that subscribers may begin in the past. The streams recent (> in memory), module"
                        + " (module.>), system (kairo.system.>) and task (task.>, all on disk) exist without configuration; one of"
                        + " their names changes that stream.",
        id = StreamConfiguration.PID)
@interface StreamConfiguration {

    String PID = "dev.osprey.stream";

    @AttributeDefinition(description = "Its name: lower-case letters, digits, hyphens")
    String name();

    @AttributeDefinition(description = "Whether it is kept; false switches a default stream off")
    boolean enabled() default true;

    @AttributeDefinition(
            required = false,
            description =
                    "Patterns of the subjects to keep, such as module.>; empty: as the default stream of this name")
    String[] patterns() default {};

    @AttributeDefinition(
            required = false,
            description = "memory or disk; empty: as the default stream of this name, else disk")
    String storage() default "";

    @AttributeDefinition(
            description = "On disk: whether each append waits for the disk, so that not even a power cut loses it")
    boolean fsync() default false;

    @AttributeDefinition(name = "max.events", description = "Events to keep at most; 0: 100000")
    long max_events() default 0;

    @AttributeDefinition(
            name = "max.bytes",
            description = "Bytes to take at most; 0: 67108864, in memory 8388608, which are allocated at once")
    long max_bytes() default 0;

    @AttributeDefinition(name = "max.age.seconds", description = "Age to reach at most; 0: 604800, a week")
    long max_age_seconds() default 0;
}
