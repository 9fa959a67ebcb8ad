package org.sparklaunch.livy.server.session;

import java.util.Optional;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;

/** The jobs of one session as clients see them. They are taken also while the session starts. Thread-safe. */
public final class SessionJobs {
    private final SessionJournal chronicle;
    private final DriverChannel driver;

    SessionJobs(SessionJournal chronicle, DriverChannel driver) {
        this.chronicle = chronicle;
        this.driver = driver;
    }

    /**
     * Takes a job.
     *
     * @param payload base64
     * @throws SessionStateException when the session takes none any more
     */
    public Job submit(SessionKind kind, String payload) {
        synchronized (chronicle) {
            requireActive();
            JobHistory jobs = chronicle.record().jobs();
            int id = jobs.nextId();
            chronicle.happen(new SessionEntry.JobPosted(id, kind, payload, chronicle.now()));
            Job taken = jobs.find(id).orElseThrow();
            if (driver.tell(new ServerMessage.RunJob(id, kind, payload))) {
                jobs.change(id, job -> job.in(JobState.QUEUED));
            }
            return taken;
        }
    }

    /**
     * Finds a job, unless it ended long ago.
     *
     * @throws SessionStateException when the session has ended
     */
    public Optional<Job> find(int id) {
        synchronized (chronicle) {
            requireActive();
            chronicle.record().touch(chronicle.now());
            return chronicle.record().jobs().find(id);
        }
    }

    /**
     * Cancels a job that is still open.
     *
     * @throws SessionStateException when the session has ended
     */
    public void cancel(int id) {
        synchronized (chronicle) {
            requireActive();
            boolean open = chronicle
                    .record()
                    .jobs()
                    .find(id)
                    .filter(job -> !job.isFinal())
                    .isPresent();
            if (open) {
                chronicle.happen(new SessionEntry.JobCancelAsked(id, chronicle.now()));
                driver.tell(new ServerMessage.CancelJob(id));
            }
        }
    }

    private void requireActive() {
        if (!chronicle.state().isActive()) {
            throw new SessionStateException(chronicle.state());
        }
    }
}
