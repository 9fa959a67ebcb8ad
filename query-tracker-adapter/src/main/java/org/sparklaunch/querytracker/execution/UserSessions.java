package org.sparklaunch.querytracker.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.pool.SessionPool;
import org.sparklaunch.querytracker.pool.SessionsBusyException;

/** Lists and ends the sessions that a user's queries run in. Thread-safe. */
public final class UserSessions {
    private final SessionPool pool;

    UserSessions(SessionPool pool) {
        this.pool = pool;
    }

    /**
     * A session as its user sees it.
     *
     * @param name the name that queries share it by; null for a session of isolated queries
     * @param id its id on the Livy server, negative before the server accepted it
     * @param state starting, busy or idle
     */
    public record UserSession(@Nullable String name, String cluster, int id, String state) {}

    /** Returns the user's sessions. */
    public List<UserSession> list(String user) {
        return pool.sessions(user).stream()
                .map(s -> new UserSession(s.name(), s.cluster(), s.id(), s.state()))
                .toList();
    }

    /**
     * Ends a named session of the user.
     *
     * @throws QueryException when there is none, or a query runs in it
     */
    public void end(String user, String name) {
        try {
            if (pool.endNamed(user, name) == 0) {
                throw new QueryException(
                        QueryError.NO_SUCH_NODE,
                        "no session named '" + name + "'; list_sessions shows the sessions of '" + user + "'");
            }
        } catch (SessionsBusyException e) {
            throw new QueryException(QueryError.GENERIC, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException(QueryError.GENERIC, "interrupted while session '" + name + "' was ended");
        }
    }
}
