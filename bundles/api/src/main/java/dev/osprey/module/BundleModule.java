package dev.osprey.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Makes a bundle a module: it is listed, started, stopped and watched like those that are processes. It is ready when it is active, and
 * fails when it cannot start or one of its components cannot. Without it a bundle is just a bundle.
 */
@Capability(namespace = BundleModule.NAMESPACE)
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface BundleModule {

    /** Of the capability; each attribute is a field of a {@code module.md}. */
    String NAMESPACE = "osprey.module";

    /** Its id, as {@code name} of a {@code module.md}. */
    @Attribute("osprey.module")
    String name();

    @Attribute("display_name")
    String displayName() default "";

    @Attribute("type")
    String type() default "service";

    /** {@code enabled}, {@code manual} or {@code disabled}. */
    @Attribute("state")
    String state() default "enabled";

    /** Names of modules. */
    @Attribute("depends_on")
    String[] dependsOn() default {};

    /** {@code always}, {@code on-failure} or {@code never}. */
    @Attribute("restart")
    String restart() default "never";
}
