package org.sparklaunch.livy.server.session;

import java.util.Optional;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;

/** The jobs of one session as clients see them. A starting session accepts them too. Thread-safe. */
public final class SessionJobs {
    private final SessionJournal journal;
    private final DriverChannel channel;

    SessionJobs(SessionJournal journal, DriverChannel channel) {
        this.journal = journal;
        this.channel = channel;
    }

    /**
     * Accepts a job.
     *
     * @param payload base64
     * @throws SessionStateException when the session takes none any more
     */
    public Job submit(SessionKind kind, String payload) {
        synchronized (journal) {
            requireActive();
            JobHistory jobs = journal.history().jobs();
            int id = jobs.nextId();
            journal.append(new SessionEntry.JobPosted(id, kind, payload, journal.now()));
            Job taken = jobs.find(id).orElseThrow();
            if (channel.send(new ServerMessage.RunJob(id, kind, payload))) {
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
        synchronized (journal) {
            requireActive();
            journal.touch();
            return journal.history().jobs().find(id);
        }
    }

    /**
     * Cancels a job that is still open.
     *
     * @throws SessionStateException when the session has ended
     */
    public void cancel(int id) {
        synchronized (journal) {
            requireActive();
            boolean open = journal.history()
                    .jobs()
                    .find(id)
                    .filter(job -> !job.isFinal())
                    .isPresent();
            if (open) {
                journal.append(new SessionEntry.JobCancelAsked(id, journal.now()));
                channel.send(new ServerMessage.CancelJob(id));
            }
        }
    }

    private void requireActive() {
        if (!journal.state().isActive()) {
            throw new SessionStateException(journal.state());
        }
    }
}
