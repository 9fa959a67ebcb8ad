package org.sparklaunch.livy.driver.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sparklaunch.livy.driver.group.SparkJobGroups;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/** Collects what the plans of each open job group read and write, for the audit log. Thread-safe. */
public final class UsedResources {
    /** Of each list; what is more is counted. */
    static final int MOST = 50;

    private static final String PATH = "path ";

    private final Map<String, Lists> open = new ConcurrentHashMap<>();

    /**
     * The names of what was used.
     *
     * @param reads tables, paths and sources as the policy describes them
     * @param writes the same
     */
    public record Names(List<String> reads, List<String> writes) {}

    /** Guarded by its own monitor. */
    private static final class Lists {
        private final Set<String> reads = new TreeSet<>();
        private final Set<String> writes = new TreeSet<>();

        synchronized void add(Right right, Resource resource) {
            (right == Right.WRITE ? writes : reads).add(describe(resource));
        }

        synchronized void addUnknown(String plan) {
            reads.add("unknown resources of " + plan);
        }

        /** The right to set a folder is the right to read and to write it; no statement reads the files that it replaces. */
        synchronized Names names() {
            Set<String> read = new TreeSet<>(reads);
            read.removeIf(name -> name.startsWith(PATH) && writes.contains(name));
            return new Names(shortened(withoutTwins(read)), shortened(withoutTwins(writes)));
        }

        /** A command has the path as the user wrote it, and the plan that it becomes has the URI. */
        private static Set<String> withoutTwins(Set<String> names) {
            Set<String> unique = new TreeSet<>(names);
            unique.removeIf(name ->
                    name.startsWith(PATH + "/") && names.contains(PATH + "file:" + name.substring(PATH.length())));
            return unique;
        }
    }

    /** Collects from now on what the job group uses. */
    public void open(String group) {
        open.put(group, new Lists());
    }

    /** Ends the collection, and returns what was used; empty if that is nothing. */
    public Optional<Names> close(String group) {
        return Optional.ofNullable(open.remove(group))
                .map(Lists::names)
                .filter(names -> !names.reads().isEmpty() || !names.writes().isEmpty());
    }

    /**
     * Returns whether something collects what the current thread uses.
     *
     * @param properties the thread's local properties of the Spark context
     */
    boolean isOpen(Properties properties) {
        return listsOf(properties).findAny().isPresent();
    }

    /** Notes the rights that a plan of the current thread demands. */
    void note(Properties properties, Collection<RequiredRight> rights) {
        listsOf(properties).forEach(lists -> rights.forEach(right -> note(lists, right)));
    }

    private Stream<Lists> listsOf(Properties properties) {
        return open.entrySet().stream()
                .filter(group -> SparkJobGroups.isIn(properties, group.getKey()))
                .map(Map.Entry::getValue);
    }

    private static void note(Lists lists, RequiredRight right) {
        if (right instanceof RequiredRight.Have have) {
            lists.add(have.right(), have.resource());
        } else if (right instanceof RequiredRight.Outside outside) {
            lists.add(outside.right(), outside.location());
        } else if (right instanceof RequiredRight.Placed placed) {
            lists.add(placed.right(), placed.location());
        }
    }

    /** Notes that what a plan uses could not be found. */
    void noteUnknown(Properties properties, String plan) {
        listsOf(properties).forEach(lists -> lists.addUnknown(plan));
    }

    /** Addresses of object stores may contain a key. */
    private static String describe(Resource resource) {
        return resource.describe().replaceAll("//[^/@]*@", "//***@");
    }

    private static List<String> shortened(Set<String> names) {
        List<String> some = names.stream().limit(MOST).toList();
        return names.size() <= MOST
                ? some
                : Stream.concat(some.stream(), Stream.of((names.size() - MOST) + " more"))
                        .toList();
    }
}
