package org.sparklaunch.livy.server.session;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.livy.server.policy.PolicyFile;

/** What one session works with. */
record SessionParts(
        JournalFile<SessionEntry> journal,
        DriverFolder folder,
        DriverLauncher launcher,
        Expiration expiration,
        Executor enders,
        PolicyFile policy,
        InstantSource clock) {}
