package org.sparklaunch.livy.server.session;

import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.journal.JournalFile;

/**
 * What one session needs.
 *
 * @param folder where its own files are
 * @param driver where those of its driver are: the same, but for a session that shares its driver
 */
record SessionContext(
        JournalFile<SessionEntry> journal,
        DriverFolder folder,
        DriverFolder driver,
        DriverLauncher launcher,
        Expiration expiration,
        SessionServices services) {}
