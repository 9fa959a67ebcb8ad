package org.sparklaunch.livy.driver;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.link.ServerMessageHandler.EndReason;
import org.sparklaunch.livy.driver.python.PythonLanguage;
import org.sparklaunch.livy.driver.query.IsolatedQueries;
import org.sparklaunch.livy.driver.r.RLanguage;
import org.sparklaunch.livy.driver.scala.ScalaInterpreter;
import org.sparklaunch.livy.driver.sql.SqlInterpreter;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * The main class of a session's Spark application; its one argument is the driver's properties file.
 *
 * <p>Exit codes: 0 ended by the server, 1 failed, 2 wrong settings, 3 orphaned, 4 halted because it did not end in time, 52
 * out of memory.
 */
public final class SessionDriver {
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;
    private static final int ORPHANED = 3;

    private SessionDriver() {}

    /** Serves a session and exits the JVM, even when threads of user code still run. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String[] args) {
        DriverSettings settings;
        try {
            if (args.length != 1) {
                throw new IllegalArgumentException(
                        "expected the path of a driver.properties, got " + args.length + " arguments");
            }
            settings = DriverSettings.read(Path.of(args[0]));
        } catch (Exception e) {
            System.err.println("Session driver: " + e.getMessage());
            return WRONG_SETTINGS;
        }
        String session = settings.server().session();
        HeapMonitor.start();
        try {
            Runnable ending = () -> ForcedExit.haltAfter(ForcedExit.LIMIT);
            return exitCode(new DriverSession(settings, languages(), ending).serve(), settings);
        } catch (Throwable e) {
            System.err.println("Session driver: session " + session + " failed: " + e);
            e.printStackTrace();
            return FAILED;
        }
    }

    private static int exitCode(EndReason reason, DriverSettings settings) {
        String session = settings.server().session();
        return switch (reason) {
            case SHUTDOWN -> 0;
            case ORPHANED -> {
                System.err.println("Session driver: session " + session + " ends, no Livy server came back within "
                        + settings.server().orphanTimeout().toMillis() + " ms");
                yield ORPHANED;
            }
            case CLAIM_FAILED -> {
                System.err.println("Session driver: session " + session + " ends, Spark refused its owner's settings");
                yield FAILED;
            }
            case SPARK_ENDED -> {
                System.err.println("Session driver: session " + session + " ends because its Spark application ended");
                yield FAILED;
            }
        };
    }

    /** Returns the languages by the kind of their statements. */
    private static Map<SessionKind, InterpreterFactory> languages() {
        Map<SessionKind, InterpreterFactory> languages = new EnumMap<>(SessionKind.class);
        languages.put(SessionKind.SQL, SqlInterpreter::start);
        languages.put(SessionKind.QUERY, IsolatedQueries::start);
        languages.put(SessionKind.SPARK, ScalaInterpreter::start);
        languages.put(SessionKind.PYSPARK, new PythonLanguage(System.getenv()));
        languages.put(SessionKind.SPARKR, new RLanguage(System.getenv()));
        return languages;
    }
}
