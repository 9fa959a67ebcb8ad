package org.sparklaunch.livy.server.driver.launch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.driver.process.ApplicationSpec;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverSpec;

/** Builds the arguments of Spark's submit class. */
public final class SubmitArguments {
    private static final String MAIN_CLASS = "org.sparklaunch.livy.driver.SessionDriver";

    private SubmitArguments() {}

    /**
     * Returns the arguments for the driver of a session.
     *
     * @param there the folder with its files, as its process is to name it
     */
    public static List<String> of(DriverSpec spec, DriverFolder there) {
        List<String> arguments = common(there, spec.proxyUser());
        arguments.addAll(List.of("--class", MAIN_CLASS, "spark-internal"));
        arguments.add(there.driverProperties().toString());
        return arguments;
    }

    /** Returns the arguments for a user's application. */
    public static List<String> of(ApplicationSpec spec, DriverFolder there) {
        List<String> arguments = common(there, spec.proxyUser());
        if (spec.className() != null) {
            arguments.addAll(List.of("--class", spec.className()));
        }
        arguments.add(spec.file());
        arguments.addAll(spec.arguments());
        return arguments;
    }

    private static List<String> common(DriverFolder there, @Nullable String proxyUser) {
        List<String> arguments = new ArrayList<>(
                List.of("--properties-file", there.sparkProperties().toString()));
        if (proxyUser != null) {
            arguments.addAll(List.of("--proxy-user", proxyUser));
        }
        return arguments;
    }
}
