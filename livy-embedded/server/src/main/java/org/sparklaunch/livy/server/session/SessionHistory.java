package org.sparklaunch.livy.server.session;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.supply.SessionStart;

/**
 * The state that a session's journal entries add up to. The same entries give the same state, in the server that wrote
 * them and in the one that reads them after its death. Not thread-safe: the session's lock guards it.
 */
final class SessionHistory {
    private static final String LOST =
            "{\"status\":\"error\",\"execution_count\":%d,\"ename\":\"SessionEnded\",\"evalue\":"
                    + "\"The session ended before the statement did. %s\",\"traceback\":[]}";

    private static final String LOST_JOB = "The session ended before the job did. ";

    private final OutputFiles outputs;
    private final StatementHistory statements = new StatementHistory();
    private final JobHistory jobs = new JobHistory();
    private final Effects effects = new Effects();
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
        entry.accept(effects);
        count();
    }

    /** Returns whether the entry can still be requested; old statements and jobs are forgotten. */
    boolean needs(SessionEntry entry) {
        if (entry instanceof SessionEntry.OfStatement e) {
            return statements.knows(e.statement());
        }
        return !(entry instanceof SessionEntry.OfJob e) || jobs.knows(e.job());
    }

    private void end(SessionEntry.Ended ended) {
        String reason = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(ended.reason()));
        for (Statement open : statements.openOnes()) {
            boolean ran = open.started() > 0;
            statements.change(
                    open.id(),
                    s -> ran
                            ? s.finished(StatementState.AVAILABLE, LOST.formatted(s.id(), reason), null, ended.at())
                            : s.finished(StatementState.CANCELLED, null, null, ended.at()));
        }
        for (Job open : jobs.openOnes()) {
            jobs.change(open.id(), job -> job.lost(LOST_JOB + ended.reason()));
        }
        state = new SessionState.Dead(ended.reason(), ended.at());
    }

    private void count() {
        if (state instanceof SessionState.Ready) {
            state = new SessionState.Ready(statements.open());
        }
    }

    /** What each entry changes. */
    private final class Effects implements SessionEntry.Visitor {
        @Override
        public void visit(SessionEntry.Created entry) {
            lastActivity = entry.at();
        }

        @Override
        public void visit(SessionEntry.StartsCold entry) {
            start = entry.start();
        }

        @Override
        public void visit(SessionEntry.Shares entry) {
            start = entry.start();
        }

        @Override
        public void visit(SessionEntry.Launched entry) {
            driver = entry.driver();
        }

        @Override
        public void visit(SessionEntry.Claimed entry) {
            claim = entry;
            start = entry.start();
            driver = entry.driver();
            lastEvent = entry.lastEvent();
        }

        @Override
        public void visit(SessionEntry.Posted entry) {
            statements.add(Statement.waiting(entry.statement(), entry.kind(), entry.code()));
            lastActivity = entry.at();
        }

        @Override
        public void visit(SessionEntry.CancelAsked entry) {
            statements.change(entry.statement(), Statement::cancelling);
            lastActivity = entry.at();
        }

        @Override
        public void visit(SessionEntry.Ready entry) {
            updatedAt = Math.max(updatedAt, entry.at());
            lastEvent = entry.event();
            applicationId = entry.applicationId();
            uiUrl = entry.uiUrl();
            if (state instanceof SessionState.Starting starting) {
                state = starting.ready();
            }
        }

        @Override
        public void visit(SessionEntry.Started entry) {
            updatedAt = Math.max(updatedAt, entry.at());
            lastEvent = entry.event();
            statements.change(entry.statement(), s -> s.started(entry.at()));
        }

        @Override
        public void visit(SessionEntry.Finished entry) {
            updatedAt = Math.max(updatedAt, entry.at());
            lastEvent = entry.event();
            statements.change(
                    entry.statement(),
                    s -> s.finished(entry.state(), entry.output(), outputs.find(entry.file()), entry.at()));
        }

        @Override
        public void visit(SessionEntry.JobPosted entry) {
            jobs.add(Job.sent(entry.job(), entry.kind(), entry.payload()));
            lastActivity = entry.at();
        }

        @Override
        public void visit(SessionEntry.JobCancelAsked entry) {
            jobs.cancel(entry.job());
            lastActivity = entry.at();
        }

        @Override
        public void visit(SessionEntry.JobStarted entry) {
            lastEvent = entry.event();
            jobs.change(entry.job(), job -> job.in(JobState.STARTED));
        }

        @Override
        public void visit(SessionEntry.JobFinished entry) {
            lastEvent = entry.event();
            jobs.change(entry.job(), job -> job.finished(entry, outputs.find(entry.file())));
        }

        @Override
        public void visit(SessionEntry.Ending entry) {
            updatedAt = Math.max(updatedAt, entry.at());
            state = new SessionState.ShuttingDown();
            removing = removing || entry.remove();
        }

        @Override
        public void visit(SessionEntry.Ended entry) {
            updatedAt = Math.max(updatedAt, entry.at());
            end(entry);
        }
    }
}
