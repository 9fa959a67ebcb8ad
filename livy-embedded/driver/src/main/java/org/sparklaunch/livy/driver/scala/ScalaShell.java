package org.sparklaunch.livy.driver.scala;

import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles and runs code piece by piece and keeps what it defines. Each Scala line has its own shell.
 *
 * <p>For one thread at a time, but for {@link #complete}.
 */
public interface ScalaShell extends AutoCloseable {

    /** The outcome of a piece of code. */
    sealed interface Outcome {

        /** It ran; the text is the result in classical form ({@code x: Int = 1}) after the compiler's warnings. */
        record Done(String text) implements Outcome {}

        /** More lines are needed. */
        record Incomplete() implements Outcome {}

        /** It did not compile or threw; the text begins with the message. */
        record Failed(String text) implements Outcome {

            /** It compiled, but its thread was interrupted first and it did not begin. */
            public static Failed cancelled() {
                return new Failed("The statement was cancelled before its code ran");
            }
        }
    }

    /** What the parser finds in a piece of code. */
    enum Syntax {
        /** Only definitions of classes, objects, methods and types. */
        DEFINITIONS,
        /** More lines are needed. */
        INCOMPLETE,
        /** Anything else, errors included. */
        OTHER
    }

    /** Parses a piece without compiling it. */
    Syntax parse(String code);

    /**
     * Compiles a piece and runs it on the calling thread, unless that was interrupted.
     *
     * @param linesBefore how many lines of its statement stand before it, for the places of errors
     */
    Outcome run(String code, int linesBefore);

    /** Adds jars to what code is compiled against; the class loader of {@link ShellSpec} knows them already. */
    void addJars(List<URL> jars);

    /** Returns whether a value of this name was defined, now or by an earlier statement. */
    boolean defines(String name);

    /** Returns the value of a name for which {@link #defines} is true. */
    @Nullable
    Object value(String name);

    /** Returns the value of the last piece that ran. */
    @Nullable
    Object lastValue();

    /**
     * Returns the names that could stand at the cursor. Any thread may call, also while code runs. While code compiles, the
     * call waits for the compiler.
     */
    List<String> complete(String code, int cursor);

    @Override
    void close();
}
