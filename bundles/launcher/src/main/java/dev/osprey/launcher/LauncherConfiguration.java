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

    @AttributeDefinition(
            name = "Java",
            description =
                    "The program for Java modules: a name in PATH or a full path; empty for the one that runs Osprey")
    String java() default "";

    @AttributeDefinition(
            name = "Sources",
            description = "Where modules are beside the modules folder: folders, and files that list folders")
    String[] sources() default {};

    @AttributeDefinition(
            name = "Owner check",
            description = "Whether modules are refused that somebody else than this user and root could change")
    boolean owner_check() default true;

    @AttributeDefinition(
            name = "Shutdown, in seconds",
            description = "How long the end of all modules may take; those that are left then are killed")
    int shutdown_seconds() default 30;
}
