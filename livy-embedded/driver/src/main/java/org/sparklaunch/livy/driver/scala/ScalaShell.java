package org.sparklaunch.livy.driver.scala;

import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line's own shell: compiles and runs code piece by piece and keeps what it defines.
 *
 * <p>For one thread at a time, but for {@link #complete}.
 */
public interface ScalaShell extends AutoCloseable {

    /** What became of a piece of code. */
    sealed interface Outcome {

        /** It ran; the text is the result in classical form ({@code x: Int = 1}) after the compiler's warnings. */
        record Done(String text) implements Outcome {}

        /** More lines are needed. */
        record Incomplete() implements Outcome {}

        /** It did not compile or threw; the text begins with the message. */
        record Failed(String text) implements Outcome {

            /** It compiled, but its thread was interrupted meanwhile and it did not begin. */
            public static Failed cancelled() {
                return new Failed("The statement was cancelled before its code ran");
            }
        }
    }

    /** What the parser finds in a piece of code. */
    enum Syntax {
        /** Nothing but definitions of classes, objects, methods and types. */
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

    /** Whether a value of this name was defined, now or by an earlier statement. */
    boolean defines(String name);

    /** The value of a name that {@link #defines} knows. */
    @Nullable
    Object value(String name);

    /** The value of the last piece that ran. */
    @Nullable
    Object lastValue();

    /**
     * The names that could stand at the cursor. Any thread may ask, also while code runs; while code compiles it waits,
     * the compiler is one.
     */
    List<String> complete(String code, int cursor);

    @Override
    void close();
}
