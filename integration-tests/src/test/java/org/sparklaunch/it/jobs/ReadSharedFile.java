package org.sparklaunch.it.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.livy.Job;
import org.apache.livy.JobContext;

/** Reads a file that was added to the session. */
public final class ReadSharedFile implements Job<String> {
    private static final long serialVersionUID = 1;

    private final String name;

    public ReadSharedFile(String name) {
        this.name = name;
    }

    @Override
    public String call(JobContext context) throws Exception {
        Class<?> files = Class.forName(
                "org.apache.spark.SparkFiles", true, Thread.currentThread().getContextClassLoader());
        return Files.readString(
                Path.of((String) files.getMethod("get", String.class).invoke(null, name)));
    }
}
