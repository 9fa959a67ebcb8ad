package org.sparklaunch.livy.driver.job;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.Set;
import org.apache.livy.JobContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.streaming.Durations;
import org.jspecify.annotations.Nullable;

/** The session as Livy's Java jobs see it; all jobs share one instance. Thread-safe. */
// Livy's interface has types that Spark has deprecated since (an import of one is a warning that nothing can silence),
// and
// leaves it to callers what type they expect.
@SuppressWarnings({"deprecation", "TypeParameterUnusedInFormals"})
public final class SharedJobContext implements JobContext {
    private final SparkSession spark;
    private final JavaSparkContext context;
    private final Path folder;
    private final SharedObjects objects = new SharedObjects();
    private final Set<String> addedJars = new HashSet<>();
    private org.apache.spark.sql.hive.@Nullable HiveContext hive;
    private org.apache.spark.streaming.api.java.@Nullable JavaStreamingContext streaming;

    /**
     * Wraps the session's one Spark session.
     *
     * @param folder for files that jobs keep until the session ends; created on demand
     */
    public SharedJobContext(SparkSession spark, Path folder) {
        this.spark = spark;
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.folder = folder;
    }

    /**
     * Gives executors the jar of a class. A job that is itself the function of a Spark job is deserialized there, and with it
     * its interface, which the driver has on its own class path only.
     */
    synchronized void addJarOnce(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source != null && addedJars.add(source.getLocation().toString())) {
            context.addJar(source.getLocation().toString());
        }
    }

    @Override
    public JavaSparkContext sc() {
        return context;
    }

    @Override
    public SQLContext sqlctx() {
        return spark.sqlContext();
    }

    /** Returns null without a Hive catalog, as in Livy. */
    @Override
    public synchronized org.apache.spark.sql.hive.@Nullable HiveContext hivectx() {
        boolean withHive = spark.conf().get("spark.sql.catalogImplementation").equals("hive");
        if (hive == null && withHive) {
            hive = new org.apache.spark.sql.hive.HiveContext(spark.sparkContext());
        }
        return hive;
    }

    @Override
    @SuppressWarnings("unchecked") // Livy's interface names no type here, it is also built without Spark
    public <E> E sparkSession() {
        return (E) spark;
    }

    @Override
    public synchronized org.apache.spark.streaming.api.java.JavaStreamingContext streamingctx() {
        if (streaming == null) {
            throw new IllegalStateException("createStreamingContext must be called first");
        }
        return streaming;
    }

    @Override
    public synchronized void createStreamingContext(long batchMillis) {
        if (streaming != null) {
            throw new IllegalStateException("the session has a streaming context already");
        }
        streaming = new org.apache.spark.streaming.api.java.JavaStreamingContext(
                context, Durations.milliseconds(batchMillis));
    }

    @Override
    public synchronized void stopStreamingCtx() {
        streamingctx().stop(false);
        streaming = null;
    }

    @Override
    @SuppressWarnings("unchecked") // the caller knows the type of a shared object
    public <E> E getSharedObject(String name) {
        return (E) objects.get(name);
    }

    @Override
    public <E> void setSharedObject(String name, E object) {
        objects.set(name, object);
    }

    @Override
    @SuppressWarnings("unchecked") // the caller knows the type of a shared object
    public <E> E removeSharedObject(String name) {
        return (E) objects.remove(name);
    }

    @Override
    public File getLocalTmpDir() {
        try {
            return Files.createDirectories(folder).toFile();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the folder of jobs " + folder, e);
        }
    }
}
