package org.sparklaunch.livy.server.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.supply.SessionStart;

/**
 * An entry of a session's journal. The state of a session follows from its entries in order. Times are epoch
 * milliseconds; {@code event} is the driver's number of the event.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SessionEntry.Created.class, name = "created"),
    @JsonSubTypes.Type(value = SessionEntry.StartsCold.class, name = "cold"),
    @JsonSubTypes.Type(value = SessionEntry.Shares.class, name = "shares"),
    @JsonSubTypes.Type(value = SessionEntry.Launched.class, name = "launched"),
    @JsonSubTypes.Type(value = SessionEntry.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = SessionEntry.Posted.class, name = "posted"),
    @JsonSubTypes.Type(value = SessionEntry.CancelAsked.class, name = "cancel"),
    @JsonSubTypes.Type(value = SessionEntry.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = SessionEntry.Started.class, name = "started"),
    @JsonSubTypes.Type(value = SessionEntry.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = SessionEntry.JobPosted.class, name = "job"),
    @JsonSubTypes.Type(value = SessionEntry.JobCancelAsked.class, name = "cancel-job"),
    @JsonSubTypes.Type(value = SessionEntry.JobStarted.class, name = "job-started"),
    @JsonSubTypes.Type(value = SessionEntry.JobFinished.class, name = "job-finished"),
    @JsonSubTypes.Type(value = SessionEntry.Ending.class, name = "ending"),
    @JsonSubTypes.Type(value = SessionEntry.Ended.class, name = "ended")
})
sealed interface SessionEntry {

    /** Calls the visitor's method for this entry. */
    void accept(Visitor visitor);

    /** Handles every entry: a new one does not compile until its effect is written. */
    interface Visitor {
        void visit(Created entry);

        void visit(StartsCold entry);

        void visit(Shares entry);

        void visit(Launched entry);

        void visit(Claimed entry);

        void visit(Posted entry);

        void visit(CancelAsked entry);

        void visit(Ready entry);

        void visit(Started entry);

        void visit(Finished entry);

        void visit(JobPosted entry);

        void visit(JobCancelAsked entry);

        void visit(JobStarted entry);

        void visit(JobFinished entry);

        void visit(Ending entry);

        void visit(Ended entry);
    }

    /** An entry about one statement. */
    sealed interface OfStatement extends SessionEntry {
        int statement();
    }

    /** An entry about one job. */
    sealed interface OfJob extends SessionEntry {
        int job();
    }

    record Created(int id, @Nullable String owner, boolean sqlOnly, SessionSpec spec, long at) implements SessionEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The session gets its own driver, for this reason. */
    record StartsCold(SessionStart start) implements SessionEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The session shares the driver of this name, for this reason. */
    record Shares(String driver, SessionStart start) implements SessionEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The driver's process was started. */
    record Launched(DriverIdentity driver) implements SessionEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * A warm driver belongs to the session from now on. It is sent the settings until it answers.
     *
     * @param name under which it calls
     * @param lastEvent its last report before the claim
     */
    record Claimed(String name, DriverIdentity driver, long lastEvent, Map<String, String> settings, SessionStart start)
            implements SessionEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record Posted(int statement, SessionKind kind, String code, long at) implements OfStatement {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record CancelAsked(int statement, long at) implements OfStatement {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record Ready(long event, String applicationId, @Nullable String uiUrl, long at) implements SessionEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record Started(long event, int statement, long at) implements OfStatement {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record Finished(
            long event,
            int statement,
            StatementState state,
            @Nullable String output,
            @Nullable String file,
            long at) implements OfStatement {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record JobPosted(int job, SessionKind kind, String payload, long at) implements OfJob {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record JobCancelAsked(int job, long at) implements OfJob {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record JobStarted(long event, int job) implements OfJob {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record JobFinished(
            long event,
            int job,
            JobState state,
            @Nullable String result,
            @Nullable String file,
            @Nullable String error) implements OfJob {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The end of the session was requested, with or without the removal of its files. */
    record Ending(boolean remove, long at) implements SessionEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The driver is gone. */
    record Ended(String reason, long at) implements SessionEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** Returns the entry of a session that is ready. */
    static SessionEntry of(DriverMessage.SessionReady e, long now) {
        return new Ready(e.sequence(), e.applicationId(), e.uiUrl(), now);
    }

    /** Returns the entry of a statement that started. */
    static SessionEntry of(DriverMessage.StatementStarted e) {
        return new Started(e.sequence(), e.statement(), e.startedAt());
    }

    /** Returns the entry of a statement that ended. */
    static SessionEntry of(DriverMessage.StatementFinished e) {
        return new Finished(e.sequence(), e.statement(), e.state(), e.output(), null, e.completedAt());
    }

    /** Returns the entry of a job that started. */
    static SessionEntry of(DriverMessage.JobStarted e) {
        return new JobStarted(e.sequence(), e.job());
    }

    /** Returns the entry of a job that ended. */
    static SessionEntry of(DriverMessage.JobFinished e) {
        return new JobFinished(e.sequence(), e.job(), e.state(), e.result(), null, e.error());
    }
}
