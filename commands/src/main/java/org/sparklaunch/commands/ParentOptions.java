package org.sparklaunch.commands;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a subcommand that reads options of its parent command, which stand before its name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ParentOptions {
    /** Returns the names of these options; empty for all. */
    String[] value() default {};
}
