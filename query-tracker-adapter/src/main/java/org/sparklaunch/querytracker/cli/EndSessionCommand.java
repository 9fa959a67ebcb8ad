package org.sparklaunch.querytracker.cli;

import java.util.concurrent.Callable;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.client.TrackerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code query-tracker end-session}. */
@Command(
        name = "end-session",
        description = "Ends a session that your queries share by name.",
        footer = {"%nExamples:", "  query-tracker end-session report"})
final class EndSessionCommand implements Callable<Integer> {
    @Mixin
    private TrackerOptions tracker = new TrackerOptions();

    @Parameters(paramLabel = "NAME", description = "Name that the queries gave with --session.")
    private String name = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        tracker.connect()
                .post("end_session", TrackerClient.JSON.createObjectNode().put("session", name));
        spec.commandLine().getErr().println("session '" + name + "' has ended");
        return ExitCode.DONE.code();
    }
}
