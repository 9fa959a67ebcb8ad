package org.sparklaunch.livy.protocol;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message from a driver to the server. Its bytes are frozen: see {@link Handshake#VERSION}. */
public sealed interface DriverMessage {

    /** The first message of a connection. */
    sealed interface Opening extends DriverMessage {

        /** Calls the visitor's method for this message. */
        void accept(Opening.Visitor visitor) throws IOException;

        /** Handles every first message. */
        interface Visitor {
            void visit(Hello message) throws IOException;

            void visit(ResultOpened message) throws IOException;
        }
    }

    /** A message after {@link ResultOpened}. */
    sealed interface ResultFrame extends DriverMessage {

        /** Calls the visitor's method for this message. */
        void accept(ResultFrame.Visitor visitor) throws IOException;

        /** Handles every part of a result. */
        interface Visitor {
            void visit(ResultLines message) throws IOException;

            void visit(ResultEnded message) throws IOException;
        }
    }

    /** A message after {@link Hello}. */
    sealed interface Report extends DriverMessage {

        /** Calls the visitor's method for this message. */
        void accept(Report.Visitor visitor);

        /** Handles every report. */
        interface Visitor {
            void visit(Event message);

            void visit(StatementProgress message);

            void visit(Candidates message);
        }
    }

    /**
     * The first message on every connection, also when a restarted server adopts a driver that has worked for hours.
     *
     * @param pid the driver's process id on its host
     * @param lastAcceptedStatement the highest statement id that this driver accepted, -1 for none; the server sends the
     *     statements after it, so that none is lost and none runs twice
     * @param lastAcceptedJob the same for jobs, 0 for none
     */
    record Hello(long pid, int lastAcceptedStatement, int lastAcceptedJob) implements Opening {
        @Override
        public void accept(Opening.Visitor visitor) throws IOException {
            visitor.visit(this);
        }
    }

    /** A report that must not be lost. The driver keeps and repeats it until {@link ServerMessage.Acknowledge} covers its number. */
    sealed interface Event extends Report {

        /** Rises by one with each event of a driver's life, from 1. */
        long sequence();

        /** Calls the visitor's method for this event. */
        void accept(Event.Visitor visitor);

        @Override
        default void accept(Report.Visitor visitor) {
            visitor.visit(this);
        }

        /** Handles every event; those of the session's work as one. */
        interface Visitor {
            void visit(SessionReady event);

            void visit(SessionFailed event);

            void visit(GuestEnded event);

            void visit(WorkEvent event);
        }
    }

    /** An event of a statement, a job or an added file. */
    sealed interface WorkEvent extends Event {

        /** Calls the visitor's method for this event. */
        void accept(WorkEvent.Visitor visitor);

        @Override
        default void accept(Event.Visitor visitor) {
            visitor.visit(this);
        }

        /** Handles every event of the session's work. */
        interface Visitor {
            void visit(StatementStarted event);

            void visit(StatementFinished event);

            void visit(JobStarted event);

            void visit(JobFinished event);

            void visit(ResourcesUsed event);

            void visit(ResourceAdded event);
        }
    }

    /**
     * The Spark session started; statements can run.
     *
     * @param applicationId Spark's id of the application
     * @param uiUrl address of Spark's web UI of this application, null when the UI is disabled
     */
    record SessionReady(
            long sequence, String applicationId, @Nullable String uiUrl) implements Event {
        @Override
        public void accept(Event.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The Spark session could not be started; the driver ends after this. */
    record SessionFailed(long sequence, String reason) implements Event {
        @Override
        public void accept(Event.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * The statement left the queue.
     *
     * @param startedAt epoch milliseconds of the driver's clock
     */
    record StatementStarted(long sequence, int statement, long startedAt) implements WorkEvent {
        @Override
        public void accept(WorkEvent.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * The statement ended; no further message concerns it.
     *
     * @param state {@link StatementState#AVAILABLE} or {@link StatementState#CANCELLED}
     * @param output Livy's output object as JSON, ready for REST bodies; null for a statement cancelled before it ran
     * @param completedAt epoch milliseconds of the driver's clock
     */
    record StatementFinished(
            long sequence,
            int statement,
            StatementState state,
            @Nullable String output,
            long completedAt) implements WorkEvent {
        @Override
        public void accept(WorkEvent.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** A {@linkplain ServerMessage.Host guest} ended: on request, or after it reported its own failure. */
    record GuestEnded(long sequence, String guest) implements Event {
        @Override
        public void accept(Event.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The job left the queue. */
    record JobStarted(long sequence, int job) implements WorkEvent {
        @Override
        public void accept(WorkEvent.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * The job ended; no further message concerns it.
     *
     * @param state one of the {@linkplain JobState#isFinal() final} ones
     * @param result encoded for the client's library, base64 as in REST bodies; null unless the job succeeded
     * @param error the failure with its stack trace; null unless the job failed
     */
    record JobFinished(
            long sequence,
            int job,
            JobState state,
            @Nullable String result,
            @Nullable String error) implements WorkEvent {
        @Override
        public void accept(WorkEvent.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * What a statement or job has read and written; comes before its end, and not at all if that is nothing.
     *
     * @param statement -1 for a job
     * @param job 0 for a statement
     * @param reads tables, paths and sources as the policy describes them
     * @param writes the same
     */
    record ResourcesUsed(long sequence, int statement, int job, List<String> reads, List<String> writes)
            implements WorkEvent {

        /** Copies the lists. */
        public ResourcesUsed {
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
        }

        @Override
        public void accept(WorkEvent.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Answers {@link ServerMessage.AddResource}.
     *
     * @param error the reason of the failure, null on success
     */
    record ResourceAdded(
            long sequence, int request, @Nullable String error) implements WorkEvent {
        @Override
        public void accept(WorkEvent.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * The progress of a running statement; it may be lost.
     *
     * @param fraction between 0 and 1
     */
    record StatementProgress(int statement, double fraction, TaskCounts counts) implements Report {
        @Override
        public void accept(Report.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** Answers {@link ServerMessage.Complete}; it may be lost with the connection, the client then asks again. */
    record Candidates(long request, List<String> names) implements Report {

        /** Copies the names. */
        public Candidates {
            names = List.copyOf(names);
        }

        @Override
        public void accept(Report.Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Opens a connection that carries one result and then ends; sent instead of {@link Hello}. The connection is separate so
     * that a slow reader of rows delays only these rows.
     *
     * @param transfer the id in {@link ServerMessage.SendResult}
     */
    record ResultOpened(String transfer) implements Opening {
        @Override
        public void accept(Opening.Visitor visitor) throws IOException {
            visitor.visit(this);
        }
    }

    /** Whole lines of a result, each with its newline. */
    record ResultLines(String lines) implements ResultFrame {
        @Override
        public void accept(ResultFrame.Visitor visitor) throws IOException {
            visitor.visit(this);
        }
    }

    /**
     * The result ended.
     *
     * @param failure the reason why it is incomplete, null for a complete result
     */
    record ResultEnded(@Nullable String failure) implements ResultFrame {
        @Override
        public void accept(ResultFrame.Visitor visitor) throws IOException {
            visitor.visit(this);
        }
    }
}
