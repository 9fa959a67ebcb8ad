package org.sparklaunch.livy.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a driver tells the server. */
public sealed interface DriverMessage {

    /**
     * The first message on every connection, also when a restarted server adopts a driver that has worked for hours.
     *
     * @param pid the driver's process id on its host
     * @param lastAcceptedStatement the highest statement id this driver ever took, -1 for none: the server sends what
     *     comes after it, so that no statement is lost and none runs twice
     * @param lastAcceptedJob the same for jobs, 0 for none
     */
    record Hello(long pid, int lastAcceptedStatement, int lastAcceptedJob) implements DriverMessage {}

    /** A report that must not be lost: kept and sent again until {@link ServerMessage.Acknowledge} names its number. */
    sealed interface Event extends DriverMessage {

        /** Rises by one with each event of a driver's life, from 1. */
        long sequence();
    }

    /**
     * The Spark session is up, statements run from here on.
     *
     * @param applicationId Spark's id of the application
     * @param uiUrl where Spark's own pages of this application are, or null when they are switched off
     */
    record SessionReady(
            long sequence, String applicationId, @Nullable String uiUrl) implements Event {}

    /** The Spark session could not be brought up; the driver ends after this. */
    record SessionFailed(long sequence, String reason) implements Event {}

    /**
     * The statement left the queue.
     *
     * @param startedAt epoch milliseconds of the driver's clock
     */
    record StatementStarted(long sequence, int statement, long startedAt) implements Event {}

    /**
     * The statement ended; nothing more is said of it.
     *
     * @param state {@link StatementState#AVAILABLE} or {@link StatementState#CANCELLED}
     * @param output Livy's output object as JSON text, ready for REST bodies; null for a statement cancelled before it ran
     * @param completedAt epoch milliseconds of the driver's clock
     */
    record StatementFinished(
            long sequence,
            int statement,
            StatementState state,
            @Nullable String output,
            long completedAt) implements Event {}

    /** A {@linkplain ServerMessage.Host guest} is gone: it ended as ordered, or could not go on and has said why itself. */
    record GuestEnded(long sequence, String guest) implements Event {}

    /** The job left the queue. */
    record JobStarted(long sequence, int job) implements Event {}

    /**
     * The job ended; nothing more is said of it.
     *
     * @param state one of the {@linkplain JobState#isFinal() final} ones
     * @param result what the client's library decodes, base64 as in REST bodies; null unless it succeeded
     * @param error why it failed, with the stack trace as text; null unless it failed
     */
    record JobFinished(
            long sequence,
            int job,
            JobState state,
            @Nullable String result,
            @Nullable String error) implements Event {}

    /**
     * The answer to {@link ServerMessage.AddResource}.
     *
     * @param error why it could not be added, or null
     */
    record ResourceAdded(
            long sequence, int request, @Nullable String error) implements Event {}

    /**
     * How far a running statement is; lost without harm.
     *
     * @param fraction between 0 and 1
     */
    record StatementProgress(int statement, double fraction, TaskCounts counts) implements DriverMessage {}

    /** Answers {@link ServerMessage.Complete}; lost with the connection, whoever asked will ask again. */
    record Candidates(long request, List<String> names) implements DriverMessage {

        /** Copies the names. */
        public Candidates {
            names = List.copyOf(names);
        }
    }

    /**
     * In place of {@link Hello}: this connection carries one result and then ends. It is apart from the session's own so
     * that a slow reader of rows holds up nothing but the rows: what it has not read waits in the driver.
     *
     * @param ticket as {@link ServerMessage.SendResult} named it
     */
    record ResultOpened(String ticket) implements DriverMessage {}

    /** Whole lines of a result, each with its newline. */
    record ResultLines(String lines) implements DriverMessage {}

    /**
     * The result is complete, or ends here.
     *
     * @param failure why it is not complete, null when it is
     */
    record ResultEnded(@Nullable String failure) implements DriverMessage {}
}
