package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.driver.ResultReceiver;
import org.sparklaunch.livy.server.request.RejectedException;

/** The statements of one session as clients see them, with their results and completions. Thread-safe. */
public final class SessionStatements {
    private final SessionJournal journal;
    private final DriverChannel channel;

    SessionStatements(SessionJournal journal, DriverChannel channel) {
        this.journal = journal;
        this.channel = channel;
    }

    /** Returns all that are not forgotten, in the order of their ids. */
    public List<Statement> all() {
        synchronized (journal) {
            return journal.history().statements().all();
        }
    }

    /** Finds a statement, unless it is forgotten. */
    public Optional<Statement> find(int statement) {
        synchronized (journal) {
            return journal.history().statements().find(statement);
        }
    }

    /** Returns a future that completes when the statement is final; at once when it is unknown. */
    public CompletableFuture<Void> whenFinal(int statement) {
        synchronized (journal) {
            return journal.history().statements().whenFinal(statement).copy();
        }
    }

    /**
     * Accepts a statement.
     *
     * @throws SessionStateException when the session accepts none now
     */
    public Statement post(SessionKind kind, String code) {
        synchronized (journal) {
            requireReady();
            int statement = journal.history().statements().nextId();
            journal.append(new SessionEntry.Posted(statement, kind, code, journal.now()));
            channel.send(new ServerMessage.RunStatement(statement, kind, code));
            return journal.history().statements().find(statement).orElseThrow();
        }
    }

    /** Cancels a statement that is still open. */
    public void cancel(int statement) {
        synchronized (journal) {
            requireReady();
            journal.touch();
            boolean open = journal.history()
                    .statements()
                    .find(statement)
                    .filter(s -> !s.isFinal())
                    .isPresent();
            if (open) {
                journal.append(new SessionEntry.CancelAsked(statement, journal.now()));
                channel.send(new ServerMessage.CancelStatement(statement));
            }
        }
    }

    /**
     * Requests completions of the code at the cursor, also while a statement runs.
     *
     * @throws SessionStateException when the session accepts no statements now
     */
    public CompletableFuture<List<String>> complete(SessionKind kind, String code, int cursor) {
        requireReady();
        journal.touch();
        // An SQL-only session must not start another interpreter, not even for completions.
        return journal.created().sqlOnly()
                ? CompletableFuture.completedFuture(List.of())
                : channel.requestCompletions(kind, code, cursor);
    }

    /**
     * Sends the whole result of a statement to the reader, at the reader's speed.
     *
     * @throws SessionStateException when the session has no driver to send it
     * @throws RejectedException when too many transfers are open
     */
    public void sendResult(int statement, ResultReader reader) {
        requireReady();
        channel.sendResult(statement, new ResultReceiver() {
            @Override
            public void lines(String lines) throws IOException {
                journal.touch();
                reader.lines(lines);
            }

            @Override
            public void ended(@Nullable String failure) {
                reader.ended(failure);
            }
        });
    }

    private void requireReady() {
        if (!journal.state().takesStatements()) {
            throw new SessionStateException(journal.state());
        }
    }
}
