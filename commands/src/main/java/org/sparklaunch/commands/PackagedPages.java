package org.sparklaunch.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/** What is packed beside a command and made from its own model: the manual page and the completion for bash and zsh. */
final class PackagedPages {
    /** With a folder after it, in place of all other arguments: the build asks so. */
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
