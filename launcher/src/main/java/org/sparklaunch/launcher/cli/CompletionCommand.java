package org.sparklaunch.launcher.cli;

import java.util.concurrent.Callable;
import org.sparklaunch.commands.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints completion. Picocli's own command of this name has its own {@code --help}, which every command here has already. */
@Command(
        name = "generate-completion",
        description = "Prints completion for bash and zsh: source <(spark-launch generate-completion).",
        footer = {"%nExamples:", "  source <(spark-launch generate-completion)"})
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        spec.commandLine().getOut().print(AutoComplete.bash(root.getCommandName(), root));
        spec.commandLine().getOut().flush();
        return ExitCode.DONE.code();
    }
}
