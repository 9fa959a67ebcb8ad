package org.sparklaunch.launcher.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.platform.file.PrivateFiles;

/** Checks who owns a folder that a launch uses. */
public final class FolderOwner {

    private FolderOwner() {}

    /**
     * Refuses a folder of another account, and one behind a link of another account: the owner of a link decides which folder it is.
     *
     * @param name of the folder in messages, such as "the state folder"
     * @param remedy ends the message
     * @throws CommandException when the folder or the link exists and belongs to another account
     */
    public static void refuseForeign(Path folder, String name, String remedy) throws IOException {
        refuse(folder, name, remedy, LinkOption.NOFOLLOW_LINKS);
        refuse(folder, name, remedy);
    }

    private static void refuse(Path folder, String name, String remedy, LinkOption... links) throws IOException {
        if (Files.exists(folder, links) && !PrivateFiles.isOwn(folder, links)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    name + " " + folder + " belongs to "
                            + Files.getOwner(folder, links).getName() + remedy);
        }
    }
}
