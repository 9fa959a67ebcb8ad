package org.sparklaunch.livy.server.batch;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.livy.server.driver.process.ApplicationLauncher;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.livy.server.request.RightsWatch;

/** What one batch needs. */
record BatchContext(
        JournalFile<BatchEntry> journal,
        DriverFolder folder,
        ApplicationLauncher launcher,
        ApplicationLogScanner trace,
        Executor enders,
        Supervision supervision,
        InstantSource clock) {

    /** What limits and records the batch. */
    record Supervision(RightsWatch rights, AuditLog audit) {}
}
