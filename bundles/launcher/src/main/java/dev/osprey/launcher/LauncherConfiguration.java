package dev.osprey.launcher;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the launcher. */
@ObjectClassDefinition(name = "Osprey launcher")
public @interface LauncherConfiguration {

    String PID = "dev.osprey.launcher";

    @AttributeDefinition(name = "Look, in milliseconds", description = "How often to look for new and removed modules")
    int look_millis() default 600;

    @AttributeDefinition(
            name = "Settle, in milliseconds",
            description = "How long a new folder must stay unchanged before its module is used")
    int settle_millis() default 300;

    @AttributeDefinition(name = "Python", description = "The program for Python modules: a name in PATH or a full path")
    String python() default "python3";

    @AttributeDefinition(name = "Node", description = "The program for Node modules: a name in PATH or a full path")
    String node() default "node";
}
