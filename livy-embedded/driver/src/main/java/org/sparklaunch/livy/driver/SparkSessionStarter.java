package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.policy.PolicyExtensions;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.resource.SessionClassLoader;
import scala.Function1;

/**
 * Brings up the one Spark session, with the calls that differ between Spark 3.5 and 4 made by reflection: the builder has
 * another type in each. The context is the same class in both and therefore made first, directly.
 */
final class SparkSessionStarter {

    private SparkSessionStarter() {}

    /**
     * Starts Spark as the submit class configured it, and returns when executors can be asked for.
     *
     * <p>The calling thread and all threads that come from it get a class loader that knows what Scala statements define and
     * what jars are added later.
     * The shell of those, Spark's own threads and a local master's executor must load each class from the same place, or
     * they take an object of the others for one of a foreign class with the same name.
     *
     * @param replClasses where classes of Scala statements will lie; executors load them from here by Spark's file server,
     *     which asks for the folder before any interpreter exists
     * @param gates decides what a session may do, whenever it is asked
     */
    static SparkSession start(Path replClasses, Function<SparkSession, PolicyGate> gates) throws IOException {
        Files.createDirectories(replClasses);
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(
                new SessionClassLoader(replClasses.toUri().toURL(), thread.getContextClassLoader()));
        SparkConf conf = new SparkConf().set("spark.repl.class.outputDir", replClasses.toString());
        SparkContext.getOrCreate(conf);
        try {
            Object builder = SparkSession.class.getMethod("builder").invoke(null);
            builder.getClass().getMethod("withExtensions", Function1.class).invoke(builder, PolicyExtensions.of(gates));
            return (SparkSession) builder.getClass().getMethod("getOrCreate").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Spark's session builder is not what Spark 3.5 and 4 have", e);
        }
    }
}
