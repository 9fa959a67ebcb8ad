package org.sparklaunch.launcher;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.sparklaunch.discovery.cli.ExitCode;
import org.sparklaunch.launcher.config.MachineMemory;
import org.sparklaunch.launcher.spark.SparkHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Tells whether a launch could work here, before anything is started. */
@Command(name = "doctor", description = "Checks Java, Spark and the machine, and starts nothing.")
final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private LaunchCommand launch;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        MachineMemory memory = MachineMemory.read();
        out.println("Java: " + Runtime.version() + " (" + launch.installation().java() + ")");
        out.println("Memory: " + memory.total() + ", " + memory.source());
        out.println("Cores: " + Runtime.getRuntime().availableProcessors());
        SparkHome spark = launch.spark();
        spark.checkJava(Runtime.version());
        out.println("Spark: " + spark.version() + ", Scala " + spark.scala() + " (" + spark.root() + ")");
        return ExitCode.DONE.code();
    }
}
