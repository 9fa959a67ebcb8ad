package org.sparklaunch.livy.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message from a driver to the server. Its bytes are frozen: see {@link Handshake#VERSION}. */
public sealed interface DriverMessage {

    /**
     * The first message on every connection, also when a restarted server adopts a driver that has worked for hours.
     *
     * @param pid the driver's process id on its host
     * @param lastAcceptedStatement the highest statement id that this driver accepted, -1 for none; the server sends the
     *     statements after it, so that none is lost and none runs twice
     * @param lastAcceptedJob the same for jobs, 0 for none
     */
    record Hello(long pid, int lastAcceptedStatement, int lastAcceptedJob) implements DriverMessage {}

    /** A report that must not be lost. The driver keeps and repeats it until {@link ServerMessage.Acknowledge} covers its number. */
    sealed interface Event extends DriverMessage {

        /** Rises by one with each event of a driver's life, from 1. */
        long sequence();
    }

    /**
     * The Spark session started; statements can run.
     *
     * @param applicationId Spark's id of the application
     * @param uiUrl address of Spark's web UI of this application, null when the UI is disabled
     */
    record SessionReady(
            long sequence, String applicationId, @Nullable String uiUrl) implements Event {}

    /** The Spark session could not be started; the driver ends after this. */
    record SessionFailed(long sequence, String reason) implements Event {}

    /**
     * The statement left the queue.
     *
     * @param startedAt epoch milliseconds of the driver's clock
     */
    record StatementStarted(long sequence, int statement, long startedAt) implements Event {}

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
            long completedAt) implements Event {}

    /** A {@linkplain ServerMessage.Host guest} ended: on request, or after it reported its own failure. */
    record GuestEnded(long sequence, String guest) implements Event {}

    /** The job left the queue. */
    record JobStarted(long sequence, int job) implements Event {}

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
            @Nullable String error) implements Event {}

    /**
     * Answers {@link ServerMessage.AddResource}.
     *
     * @param error the reason of the failure, null on success
     */
    record ResourceAdded(
            long sequence, int request, @Nullable String error) implements Event {}

    /**
     * The progress of a running statement; it may be lost.
     *
     * @param fraction between 0 and 1
     */
    record StatementProgress(int statement, double fraction, TaskCounts counts) implements DriverMessage {}

    /** Answers {@link ServerMessage.Complete}; it may be lost with the connection, the client then asks again. */
    record Candidates(long request, List<String> names) implements DriverMessage {

        /** Copies the names. */
        public Candidates {
            names = List.copyOf(names);
        }
    }

    /**
     * Opens a connection that carries one result and then ends; sent instead of {@link Hello}. The connection is separate so
     * that a slow reader of rows delays only these rows.
     *
     * @param transfer the id in {@link ServerMessage.SendResult}
     */
    record ResultOpened(String transfer) implements DriverMessage {}

    /** Whole lines of a result, each with its newline. */
    record ResultLines(String lines) implements DriverMessage {}

    /**
     * The result ended.
     *
     * @param failure the reason why it is incomplete, null for a complete result
     */
    record ResultEnded(@Nullable String failure) implements DriverMessage {}
}
