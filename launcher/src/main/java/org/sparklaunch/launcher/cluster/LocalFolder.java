package org.sparklaunch.launcher.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.launcher.state.FolderOwner;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.platform.file.FileTree;
import org.sparklaunch.platform.file.PrivateFiles;

/** The folder in which workers keep the blocks of executors. */
final class LocalFolder {
    private LocalFolder() {}

    /**
     * Creates the folder, closed to other accounts, and returns it. In the state folder, what a killed launch left is removed.
     *
     * @throws CommandException when it cannot be created, or belongs to another account
     */
    static String open(Path folder, StateFolder state) {
        try {
            Path parent = PrivateFiles.createFolders(Objects.requireNonNull(folder.getParent()));
            Path place = parent.toRealPath().resolve(Objects.requireNonNull(folder.getFileName()));
            if (place.startsWith(state.resolve(""))) {
                FileTree.delete(place);
            }
            FolderOwner.refuseForeign(place, "the local folder", "; choose another --local-dir");
            return PrivateFiles.ensureFolder(place).toRealPath().toString();
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "cannot create the local folder " + folder + ": " + e + "; choose another --local-dir",
                    e);
        }
    }
}
