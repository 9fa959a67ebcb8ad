package org.sparklaunch.launcher;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.launcher.classdata.ClassData;
import org.sparklaunch.launcher.classdata.ClassDataRecording;
import org.sparklaunch.launcher.cluster.BackgroundRecording;
import org.sparklaunch.launcher.cluster.LaunchSettings;
import org.sparklaunch.launcher.config.MachineMemory;

/** What a launch has recorded beside it, by the {@code prepare} of the same installation. */
record RecordingRequest(LaunchSettings settings) {
    /** The least that the scheduler and the disk can be asked for; everything that is started inherits it. */
    private static final List<String> LOWEST = List.of("nice", "-n", "19", "ionice", "-c", "3");

    BackgroundRecording.Order order(boolean auto) {
        ClassData classData = settings.classData();
        Path java = settings.installation().java();
        String why = "";
        if (classData.isComplete()) {
            why = "recorded";
        } else if (!auto) {
            why = "not recorded: switched off (--class-data)";
        } else if (!new ClassDataRecording(classData, java).isPossible()) {
            why = "not recorded: the Java at " + java + " has no jcmd beside it";
        } else if (settings.installation().home().isEmpty()) {
            why = "not recorded: a development run";
        }
        return new BackgroundRecording.Order(
                this::command,
                why.isEmpty(),
                why.isEmpty() ? "not recorded: will be soon" : why,
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
