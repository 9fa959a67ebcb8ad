package org.sparklaunch.livy.server.session;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.server.driver.DriverIdentity;
import org.sparklaunch.livy.server.supply.SessionStart;

/**
 * The state that a session's journal entries add up to. The same entries give the same state, in the server that wrote
 * them and in the one that reads them after its death. Not thread-safe: the session's lock guards it.
 */
final class SessionHistory {
    private static final String LOST =
            "{\"status\":\"error\",\"execution_count\":%d,\"ename\":\"SessionEnded\",\"evalue\":"
                    + "\"The session ended before the statement did.\",\"traceback\":[]}";

    private static final String LOST_JOB = "The session ended before the job did.";

    private final OutputFiles outputs;
    private final StatementHistory statements = new StatementHistory();
    private final JobHistory jobs = new JobHistory();
    private SessionState state = new SessionState.Starting();
    private SessionStart start = SessionStart.noPool();
    private @Nullable DriverIdentity driver;
    private SessionEntry.@Nullable Claimed claim;
    private @Nullable String applicationId;
    private @Nullable String uiUrl;
    private long lastEvent;
    private long lastActivity;
    private long updatedAt;
    private boolean removing;

    /** Takes the files of large outputs. */
    SessionHistory(OutputFiles outputs) {
        this.outputs = outputs;
    }

    SessionState state() {
        return state;
    }

    SessionStart start() {
        return start;
    }

    StatementHistory statements() {
        return statements;
    }

    JobHistory jobs() {
        return jobs;
    }

    @Nullable
    DriverIdentity driver() {
        return driver;
    }

    /** Returns the claim that the warm driver has not answered yet; its answer is the event that it is ready. */
    SessionEntry.@Nullable Claimed openClaim() {
        return claim != null && lastEvent == claim.lastEvent() ? claim : null;
    }

    @Nullable
    String applicationId() {
        return applicationId;
    }

    @Nullable
    String uiUrl() {
        return uiUrl;
    }

    long lastEvent() {
        return lastEvent;
    }

    long lastActivity() {
        return lastActivity;
    }

    /** Returns the time of the last change of the state in epoch milliseconds; 0 while the session starts. */
    long updatedAt() {
        return updatedAt;
    }

    boolean isRemoving() {
        return removing;
    }

    void touch(long now) {
        lastActivity = now;
    }

    /** Returns whether the event is already in the history: a driver repeats events without an acknowledgement. */
    boolean knows(long event) {
        return event <= lastEvent;
    }

    /** Waits for the driver of an earlier server. */
    void awaitDriver() {
        state = new SessionState.Recovering(state);
    }

    /** Continues in the state before the restart, now that the driver has connected. */
    void resume() {
        if (state instanceof SessionState.Recovering recovering) {
            state = recovering.before();
            count();
        }
    }

    void apply(SessionEntry entry) {
        updatedAt = Math.max(updatedAt, timeOfChange(entry));
        if (entry instanceof SessionEntry.Created e) {
            lastActivity = e.at();
        } else if (entry instanceof SessionEntry.StartsCold e) {
            start = e.start();
        } else if (entry instanceof SessionEntry.Shares e) {
            start = e.start();
        } else if (entry instanceof SessionEntry.Launched e) {
            driver = e.driver();
        } else if (entry instanceof SessionEntry.Claimed e) {
            claim(e);
        } else if (entry instanceof SessionEntry.Posted e) {
            statements.add(Statement.waiting(e.statement(), e.kind(), e.code()));
            lastActivity = e.at();
        } else if (entry instanceof SessionEntry.CancelAsked e) {
            statements.change(e.statement(), Statement::cancelling);
            lastActivity = e.at();
        } else if (entry instanceof SessionEntry.Ending e) {
            state = new SessionState.ShuttingDown();
            removing = removing || e.remove();
        } else if (entry instanceof SessionEntry.Ended e) {
            end(e);
        } else if (!applyToJobs(entry)) {
            applyReport(entry);
        }
        count();
    }

    private static long timeOfChange(SessionEntry entry) {
        if (entry instanceof SessionEntry.Ready e) {
            return e.at();
        } else if (entry instanceof SessionEntry.Started e) {
            return e.at();
        } else if (entry instanceof SessionEntry.Finished e) {
            return e.at();
        } else if (entry instanceof SessionEntry.Ending e) {
            return e.at();
        }
        return entry instanceof SessionEntry.Ended e ? e.at() : 0;
    }

    private void claim(SessionEntry.Claimed entry) {
        claim = entry;
        start = entry.start();
        driver = entry.driver();
        lastEvent = entry.lastEvent();
    }

    /** Returns whether the entry can still be requested; old statements and jobs are forgotten. */
    boolean needs(SessionEntry entry) {
        if (entry instanceof SessionEntry.OfStatement e) {
            return statements.knows(e.statement());
        }
        return !(entry instanceof SessionEntry.OfJob e) || jobs.knows(e.job());
    }

    private boolean applyToJobs(SessionEntry entry) {
        if (entry instanceof SessionEntry.JobPosted e) {
            jobs.add(Job.sent(e.job(), e.kind(), e.payload()));
            lastActivity = e.at();
        } else if (entry instanceof SessionEntry.JobCancelAsked e) {
            jobs.cancel(e.job());
            lastActivity = e.at();
        } else if (entry instanceof SessionEntry.JobStarted e) {
            lastEvent = e.event();
            jobs.change(e.job(), job -> job.in(JobState.STARTED));
        } else if (entry instanceof SessionEntry.JobFinished e) {
            lastEvent = e.event();
            jobs.change(e.job(), job -> job.finished(e, outputs.find(e.file())));
        } else {
            return false;
        }
        return true;
    }

    private void applyReport(SessionEntry entry) {
        if (entry instanceof SessionEntry.Ready e) {
            lastEvent = e.event();
            applicationId = e.applicationId();
            uiUrl = e.uiUrl();
            if (state instanceof SessionState.Starting starting) {
                state = starting.ready();
            }
        } else if (entry instanceof SessionEntry.Started e) {
            lastEvent = e.event();
            statements.change(e.statement(), s -> s.started(e.at()));
        } else if (entry instanceof SessionEntry.Finished e) {
            lastEvent = e.event();
            statements.change(e.statement(), s -> s.finished(e.state(), e.output(), outputs.find(e.file()), e.at()));
        }
    }

    private void end(SessionEntry.Ended ended) {
        for (Statement open : statements.openOnes()) {
            boolean ran = open.started() > 0;
            statements.change(
                    open.id(),
                    s -> ran
                            ? s.finished(StatementState.AVAILABLE, LOST.formatted(s.id()), null, ended.at())
                            : s.finished(StatementState.CANCELLED, null, null, ended.at()));
        }
        for (Job open : jobs.openOnes()) {
            jobs.change(open.id(), job -> job.lost(LOST_JOB));
        }
        state = new SessionState.Dead(ended.reason(), ended.at());
    }

    private void count() {
        if (state instanceof SessionState.Ready) {
            state = new SessionState.Ready(statements.open());
        }
    }
}
