package dev.osprey.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The definition of a {@link Tool}, written on its component class; becomes service properties {@code osprey.tool.*}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ToolDefinition {

    String PREFIX_ = "osprey.tool.";

    /** Service property: the name. */
    String NAME = PREFIX_ + "name";

    /** Dotted, lower case, at most 128 characters: {@code registry.lookup}. */
    String name();

    /** One sentence for people and agents. */
    String description();

    /** JSON Schema (2020-12) of the input; an object. */
    String input() default "{\"type\":\"object\",\"additionalProperties\":false}";

    /** JSON Schema of the output. */
    String output() default "{}";

    /** Who may call it without a grant of its own: {@code viewer}, {@code operator} or {@code admin}. */
    String role() default "operator";

    /** Seconds after which a call is cancelled, unless the caller asks for less. */
    int timeout() default 30;

    /** True if a call changes nothing. */
    boolean readOnly() default false;

    /** True if a call returns at once: it is read-only, and neither waits nor computes for long. See {@link Tools#quick}. */
    boolean quick() default false;

    /** How many calls may be under way at once; 0 for what the tool table allows. For tools that wait. */
    int concurrent() default 0;
}
