package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * The files of sessions: {@code journal/session-N.jsonl}, and {@code sessions/NAME/}, where NAME is the driver's. A
 * driver that was started for its session has the session's number as its name.
 */
final class SessionStore {
    private static final String PREFIX = "session-";
    private static final String SUFFIX = ".jsonl";

    private final Path journals;
    private final Path folders;

    SessionStore(Path stateDir) throws IOException {
        journals = PrivateFiles.createFolders(stateDir.resolve("journal"));
        folders = PrivateFiles.createFolders(stateDir.resolve("sessions"));
    }

    Path counter() {
        return journals.resolve("session-ids" + SUFFIX);
    }

    /** Returns the folder of a driver. */
    DriverFolder folder(String driver) {
        return new DriverFolder(folders.resolve(driver));
    }

    /**
     * Returns the folder of a driver that was started for its session, or the own folder of a session in a shared
     * driver.
     */
    DriverFolder own(int id) {
        return folder(Integer.toString(id));
    }

    JournalFile.Opened<SessionEntry> journal(int id) throws IOException {
        return JournalFile.open(journals.resolve(PREFIX + id + SUFFIX), SessionEntry.class);
    }

    /** Returns the ids of all sessions that have a journal, in order. */
    List<Integer> ids() throws IOException {
        List<Integer> ids = new ArrayList<>();
        try (Stream<Path> files = Files.list(journals)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches(PREFIX + "\\d+\\" + SUFFIX)) {
                    ids.add(Integer.parseInt(name.substring(PREFIX.length(), name.length() - SUFFIX.length())));
                }
            }
        }
        ids.sort(Comparator.naturalOrder());
        return ids;
    }
}
