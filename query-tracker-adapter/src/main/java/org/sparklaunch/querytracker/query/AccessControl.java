package org.sparklaunch.querytracker.query;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.sparklaunch.livy.protocol.policy.PathComparison;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;
import org.sparklaunch.querytracker.query.QueryFilter.Viewer;

/**
 * Who may do what with the queries of others. A query carries names of access control objects, of which one that allows is
 * enough: those that YTsaurus has from the start, and those of the policy's rules. Who has a right on {@code object *} has it
 * on every query, as YTsaurus' superusers. Authors have all rights on theirs. Thread-safe.
 */
public final class AccessControl {
    private static final String ALL = "*";
    private static final int MOST_OBJECTS = 10;

    private final Supplier<Optional<Policy>> policy;

    /** Asks the policy in force at each call; empty for none. */
    public AccessControl(Supplier<Optional<Policy>> policy) {
        this.policy = policy;
    }

    boolean allows(String user, Right right, Query query) {
        return query.user().equals(user)
                || has(user, right, ALL)
                || query.access().stream().anyMatch(object -> gives(object, user, right));
    }

    /** Whether the user may know of the query: the id of one that is not listed is a secret shared by its author. */
    boolean mayKnow(String user, Query query) {
        return allows(user, Right.USE, query)
                || allows(user, Right.READ, query)
                || allows(user, Right.ADMINISTER, query);
    }

    private boolean gives(String object, String user, Right right) {
        return PredefinedObject.of(object).map(known -> known.gives(right)).orElseGet(() -> has(user, right, object));
    }

    private boolean has(String user, Right right, String object) {
        return policy.get()
                .filter(rules ->
                        rules.allows(user, right, new Resource.AccessObject(object), PathComparison.AS_WRITTEN))
                .isPresent();
    }

    /** Whose queries a listing for the user has. */
    public Viewer viewer(String user) {
        if (has(user, Right.USE, ALL)) {
            return Viewer.ALL;
        }
        Set<String> objects = new HashSet<>(PredefinedObject.listedWords());
        custom().stream().filter(object -> has(user, Right.USE, object)).forEach(objects::add);
        return new Viewer(user, objects);
    }

    /** The names that queries can carry. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(PredefinedObject.words());
        names.addAll(custom());
        return names;
    }

    private Set<String> custom() {
        return policy.get().map(Policy::accessObjects).orElse(Set.of());
    }

    void check(Set<String> wanted) {
        if (wanted.size() > MOST_OBJECTS) {
            throw new QueryException(
                    QueryError.GENERIC,
                    "A query has at most " + MOST_OBJECTS + " access control objects, not " + wanted.size());
        }
        Set<String> known = names();
        wanted.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new QueryException(
                    QueryError.NO_SUCH_NODE,
                    "There is no access control object '" + name + "'; known are " + String.join(", ", known)
                            + "; rules of the policy file make others");
        });
    }
}
