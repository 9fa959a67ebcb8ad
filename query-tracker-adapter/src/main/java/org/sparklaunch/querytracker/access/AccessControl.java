package org.sparklaunch.querytracker.access;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.sparklaunch.livy.protocol.policy.PathComparison;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.query.Query;
import org.sparklaunch.querytracker.query.QueryFilter.Viewer;

/**
 * Decides who may see, read and change the queries of others. A query has the names of access control objects, of which one that
 * grants a right is enough. Objects are predefined, as in YTsaurus, or come from rules of the policy. A right on {@code object *}
 * holds for every query, as that of superusers in YTsaurus. Authors have all rights on their queries. Thread-safe.
 */
public final class AccessControl {
    private static final String ALL = "*";
    private static final int MOST_OBJECTS = 10;

    private final Supplier<Optional<Policy>> policy;

    /** Reads the current policy at each call; empty for none. */
    public AccessControl(Supplier<Optional<Policy>> policy) {
        this.policy = policy;
    }

    public boolean allows(String user, Right right, Query query) {
        return query.user().equals(user)
                || has(user, right, ALL)
                || query.access().stream().anyMatch(object -> grants(object, user, right));
    }

    /** Whether the user has any right on the query. */
    public boolean mayKnow(String user, Query query) {
        return allows(user, Right.USE, query)
                || allows(user, Right.READ, query)
                || allows(user, Right.ADMINISTER, query);
    }

    private boolean grants(String object, String user, Right right) {
        return PredefinedObject.of(object).map(known -> known.grants(right)).orElseGet(() -> has(user, right, object));
    }

    private boolean has(String user, Right right, String object) {
        return policy.get()
                .filter(rules ->
                        rules.allows(user, right, new Resource.AccessObject(object), PathComparison.AS_WRITTEN))
                .isPresent();
    }

    /** Returns which queries a listing for the user contains. */
    public Viewer viewer(String user) {
        if (has(user, Right.USE, ALL)) {
            return Viewer.ALL;
        }
        Set<String> objects = new HashSet<>(PredefinedObject.listedWords());
        custom().stream().filter(object -> has(user, Right.USE, object)).forEach(objects::add);
        return new Viewer(user, objects);
    }

    /** Returns the names of all access control objects. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(PredefinedObject.words());
        names.addAll(custom());
        return names;
    }

    private Set<String> custom() {
        return policy.get().map(Policy::accessObjects).orElse(Set.of());
    }

    public void check(Set<String> wanted) {
        if (wanted.size() > MOST_OBJECTS) {
            throw new QueryException(
                    QueryError.GENERIC,
                    wanted.size() + " access control objects were given; a query has at most " + MOST_OBJECTS);
        }
        Set<String> known = names();
        wanted.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new QueryException(
                    QueryError.NO_SUCH_NODE,
                    "no access control object '" + name + "'; known are " + String.join(", ", known)
                            + "; rules of the policy file define others");
        });
    }
}
