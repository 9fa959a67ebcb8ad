package org.sparklaunch.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Generates the manual page and the completion for bash and zsh that are packaged with a command. */
final class PackagedPages {
    /** The only argument of the build, followed by a folder. */
    static final String ARGUMENT = "generate-pages";

    private PackagedPages() {}

    /** Writes {@code man/man1/NAME.1} and {@code completion/NAME} below the folder. */
    static void write(CommandLine command, Path folder) throws IOException {
        String name = command.getCommandName();
        Path man = Files.createDirectories(folder.resolve("man/man1"));
        Files.writeString(man.resolve(name + ".1"), ManPage.roff(command));
        Path completion = Files.createDirectories(folder.resolve("completion"));
        Files.writeString(completion.resolve(name), AutoComplete.bash(name, command));
    }
}
