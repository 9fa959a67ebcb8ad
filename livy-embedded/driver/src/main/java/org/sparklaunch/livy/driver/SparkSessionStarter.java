package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.policy.PolicyExtensions;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.resource.SessionClassLoader;
import org.sparklaunch.platform.file.AllowedFolders;
import scala.Function1;

/**
 * Starts the driver's Spark session. The session builder has another type in Spark 3.5 than in 4 and is called by reflection;
 * the context has the same type in both and is created first.
 */
final class SparkSessionStarter {

    private SparkSessionStarter() {}

    /**
     * Starts Spark with the settings of the submission, and returns when executors can be requested.
     *
     * <p>The calling thread and all threads that it creates get a class loader with the classes of Scala statements and of jars
     * that are added later. The Scala shell, Spark's own threads and the executor of a local master must load each class from
     * this loader; otherwise their objects are of different classes with one name.
     *
     * @param replClasses the folder for classes of Scala statements; executors load them through Spark's file server, which
     *     needs the folder before any interpreter exists
     * @param gates returns the policy gate of a Spark session
     * @param allowed the folders whose files SQL may add
     * @param secret of the cluster's Spark processes; statements do not see it
     */
    static SparkSession start(
            Path replClasses, Function<SparkSession, PolicyGate> gates, AllowedFolders allowed, Optional<String> secret)
            throws IOException {
        MetastoreCredentials.share();
        Files.createDirectories(replClasses);
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(
                new SessionClassLoader(replClasses.toUri().toURL(), thread.getContextClassLoader()));
        SparkConf conf = new SparkConf().set("spark.repl.class.outputDir", replClasses.toString());
        secret.ifPresent(known -> conf.set(HiddenSecret.KEY, known));
        SparkContext context = SparkContext.getOrCreate(conf);
        secret.ifPresent(known -> HiddenSecret.hide(context, known));
        try {
            Object builder = SparkSession.class.getMethod("builder").invoke(null);
            builder.getClass()
                    .getMethod("withExtensions", Function1.class)
                    .invoke(builder, PolicyExtensions.of(gates, allowed));
            return (SparkSession) builder.getClass().getMethod("getOrCreate").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "unsupported Spark version: its session builder differs from Spark 3.5 and 4", e);
        }
    }
}
