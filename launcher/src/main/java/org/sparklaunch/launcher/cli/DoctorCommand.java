package org.sparklaunch.launcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.commands.ParentOptions;
import org.sparklaunch.launcher.doctor.Doctor;
import org.sparklaunch.launcher.doctor.Finding;
import org.sparklaunch.launcher.state.LaunchIdentity;
import org.sparklaunch.launcher.state.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks whether a launch can work here, before anything is started. */
@Command(
        name = "doctor",
        description =
                "Checks what a launch with the same options needs, and starts nothing. Launch options stand before"
                        + " the word doctor: spark-launch --enable-livy doctor.",
        footer = {
            "%nExamples:",
            "  spark-launch --enable-livy doctor",
            "  spark-launch --params cluster.yaml doctor --json",
            "%nExit codes: 0 a launch can start, 1 something prevents it."
        })
@ParentOptions
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private LaunchCommand launch;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StateFolder state = StateFolder.open(launch.stateDir());
        Optional<LaunchIdentity> running =
                LaunchIdentity.read(state).filter(identity -> identity.process().isPresent());
        Optional<String> zookeeper = launch.zookeeper().or(() -> running.map(LaunchIdentity::zookeeper));
        Doctor doctor = new Doctor(
                launch.installation().java(), launch::spark, launch.stateDir(), launch.localDir(), zookeeper);
        List<Finding> findings = doctor.examine(launch::wanted, running.isPresent());
        boolean failed = findings.stream().anyMatch(f -> f.severity() == Finding.Severity.FAIL);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(findings, failed));
        } else {
            findings.forEach(finding -> out.println(finding.line()));
        }
        return failed ? ExitCode.FAILED.code() : ExitCode.DONE.code();
    }

    private static String json(List<Finding> findings, boolean failed) {
        ObjectNode json = new ObjectMapper().createObjectNode().put("ok", !failed);
        ArrayNode checks = json.putArray("checks");
        findings.forEach(f -> checks.addObject()
                .put("verdict", f.severity().word())
                .put("what", f.what())
                .put("measured", f.measured())
                .put("advice", f.advice()));
        return json.toString();
    }
}
