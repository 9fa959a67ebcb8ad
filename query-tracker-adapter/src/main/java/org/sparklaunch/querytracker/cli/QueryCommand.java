package org.sparklaunch.querytracker.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.sparklaunch.querytracker.client.TrackerClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command on one query of a tracker. */
abstract class QueryCommand implements Callable<Integer> {
    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Parameters(paramLabel = "QUERY_ID", description = "Id that start-query printed.")
    private String id = "";

    @Spec
    private CommandSpec spec;

    final TrackerClient connect() {
        return tracker.connect();
    }

    final String id() {
        return id;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
