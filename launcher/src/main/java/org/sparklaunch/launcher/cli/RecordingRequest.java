package org.sparklaunch.launcher.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.classdata.ClassDataRecording;
import org.sparklaunch.launcher.cluster.BackgroundRecording;
import org.sparklaunch.launcher.cluster.LaunchSettings;
import org.sparklaunch.launcher.config.MachineMemory;

/** Plans the recording of class data beside a launch, by {@code prepare} of the same installation. */
record RecordingRequest(LaunchSettings settings) {
    /** The lowest priority for processor and disk; child processes inherit it. */
    private static final List<String> LOWEST = List.of("nice", "-n", "19", "ionice", "-c", "3");

    BackgroundRecording.Plan plan(boolean auto) {
        ClassData classData = settings.classData();
        Path java = settings.installation().java();
        String reason = "";
        if (classData.isComplete()) {
            reason = "recorded";
        } else if (!auto) {
            reason = "not recorded: switched off (--class-data)";
        } else if (!new ClassDataRecording(classData, java).isPossible()) {
            reason = "not recorded: no jcmd beside " + java;
        } else if (settings.installation().home().isEmpty()) {
            reason = "not recorded: a development run";
        }
        return new BackgroundRecording.Plan(
                this::command,
                reason.isEmpty(),
                reason.isEmpty() ? "not recorded yet: starts soon" : reason,
                classData::isComplete,
                MachineMemory::available);
    }

    private List<String> command(Path folder) {
        List<String> command = new ArrayList<>(LOWEST);
        command.add(settings.installation().java().toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + folder, "-cp", settings.installation().classPath()));
        command.addAll(List.of(SparkLaunchMain.class.getName(), "--spark-home"));
        command.addAll(List.of(settings.spark().root().toString(), "prepare", "--exit-with-parent"));
        return command;
    }
}
