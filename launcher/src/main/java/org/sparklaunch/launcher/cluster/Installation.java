package org.sparklaunch.launcher.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.classdata.ClassDataKey;
import org.sparklaunch.launcher.spark.SparkHome;

/**
 * The places of the product's own files.
 *
 * @param home the root of the unpacked archive; empty in a development run
 * @param classPath the class path of this process, which the servers use in a development run
 * @param java the program that runs every JVM
 */
public record Installation(Optional<Path> home, String classPath, Path java) {

    /** Returns the class path of the product's servers. */
    String serverClassPath() {
        return home.map(h -> h.resolve("lib") + File.separator + "*").orElse(classPath);
    }

    /** Returns the archives of class data for this product on the given Spark, in the cache. */
    public ClassData classData(SparkHome spark, Path cache) {
        List<Path> folders = new ArrayList<>(List.of(spark.root().resolve("jars")));
        home.ifPresent(h -> folders.addAll(List.of(h.resolve("lib"), h.resolve("driver"), h.resolve("metastore"))));
        ClassDataKey key = ClassDataKey.of(Runtime.version() + " " + java, folders);
        return new ClassData(cache.resolve("class-data").resolve(key.value()), false);
    }

    /** Returns the jars on the class path of session drivers. */
    List<Path> driverJars() {
        return jars("driver", "the jars of session drivers");
    }

    /** Returns the jars of the product on the class path of the metastore, which Spark's follow; the tracker has the last. */
    List<Path> metastoreJars() {
        String what = "the jars of the metastore";
        Stream<Path> driver = jars("lib", what).stream()
                .filter(jar -> jar.getFileName().toString().startsWith("postgresql-"));
        return Stream.concat(jars("metastore", what).stream(), driver).toList();
    }

    private List<Path> jars(String name, String what) {
        Path folder = home.map(h -> h.resolve(name))
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED,
                        what + " are unknown: the system property sparklaunch.home is not set; start"
                                + " with bin/spark-launch"));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot list " + what + " in " + folder + ": " + e, e);
        }
    }
}
