package org.sparklaunch.querytracker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.authentication.audit.AuditEvent.Verdict;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryFilter;
import org.sparklaunch.querytracker.query.QueryLocation;
import org.sparklaunch.querytracker.query.QueryProgress;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.QueryState;
import org.sparklaunch.querytracker.query.QueryStore;

/** A store that writes the end of each query to the audit log. */
final class AuditedQueries implements QueryStore {
    private final QueryStore queries;
    private final AuditLog audit;

    AuditedQueries(QueryStore queries, AuditLog audit) {
        this.queries = queries;
        this.audit = audit;
    }

    private void ended(String id, QueryState end) {
        if (end instanceof QueryState.Completed completed) {
            write(id, completed.finish(), Verdict.ALLOWED, null);
        } else if (end instanceof QueryState.Failed failed) {
            write(id, failed.finish(), Verdict.FAILED, "error " + failed.error().code());
        } else if (end instanceof QueryState.Aborted aborted) {
            write(id, aborted.finish(), Verdict.FAILED, "aborted");
        }
    }

    /** Messages of errors may quote SQL, so only their codes are logged. */
    private void write(String id, Instant finish, Verdict verdict, @Nullable String reason) {
        Optional<Query> query = queries.find(id);
        Map<String, String> object = new HashMap<>();
        query.ifPresent(known -> {
            object.putAll(AuditEvent.ofCode(known.sql()));
            if (known.placement().sessionId() != null) {
                object.put("session", known.placement().sessionId().toString());
            }
        });
        object.put("query", id);
        audit.write(new AuditEvent(
                "end_query",
                query.map(Query::user).orElse(null),
                null,
                object,
                verdict,
                reason,
                query.map(known -> Duration.between(known.start(), finish)).orElse(null)));
    }

    @Override
    public boolean move(String id, QueryState from, QueryState to) {
        boolean moved = queries.move(id, from, to);
        if (moved) {
            ended(id, to);
        }
        return moved;
    }

    @Override
    public boolean moveAnyOwner(String id, QueryState from, QueryState to) {
        boolean moved = queries.moveAnyOwner(id, from, to);
        if (moved) {
            ended(id, to);
        }
        return moved;
    }

    @Override
    public boolean complete(String id, QueryState.Completed end, List<QueryResult> results) {
        boolean completed = queries.complete(id, end, results);
        if (completed) {
            ended(id, end);
        }
        return completed;
    }

    @Override
    public boolean add(Query query) {
        return queries.add(query);
    }

    @Override
    public Optional<Query> find(String id) {
        return queries.find(id);
    }

    @Override
    public List<Query> list(QueryFilter filter) {
        return queries.list(filter);
    }

    @Override
    public Map<String, Long> countUnfinished() {
        return queries.countUnfinished();
    }

    @Override
    public List<Query> unfinished() {
        return queries.unfinished();
    }

    @Override
    public void annotate(String id, JsonNode annotations) {
        queries.annotate(id, annotations);
    }

    @Override
    public void share(String id, Set<String> access) {
        queries.share(id, access);
    }

    @Override
    public void place(String id, QueryLocation placement) {
        queries.place(id, placement);
    }

    @Override
    public void progress(String id, QueryProgress progress) {
        queries.progress(id, progress);
    }

    @Override
    public int expireResults(Instant endedBefore) {
        return queries.expireResults(endedBefore);
    }

    @Override
    public Set<String> fullResults(@Nullable Instant endedBefore) {
        return queries.fullResults(endedBefore);
    }

    @Override
    public Optional<QueryResult> result(String id, int index) {
        return queries.result(id, index);
    }
}
