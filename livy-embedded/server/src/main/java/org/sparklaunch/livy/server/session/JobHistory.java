package org.sparklaunch.livy.server.session;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The jobs of one session: all open ones, and at least the last {@value #KEPT}. Livy forgets a job once a client has
 * read its end; here a client whose connection broke can read it again. Not thread-safe: the session's lock guards it.
 */
final class JobHistory {
    static final int KEPT = 100;

    private final TreeMap<Integer, Job> jobs = new TreeMap<>();
    private final Set<Integer> cancelled = new HashSet<>();
    private int last;
    private int open;

    /** Ids start at 1, as in Livy. */
    int nextId() {
        return last + 1;
    }

    int open() {
        return open;
    }

    void add(Job job) {
        jobs.put(job.id(), job);
        last = job.id();
        open++;
        while (jobs.size() > KEPT && jobs.firstEntry().getValue().isFinal()) {
            OutputFiles.forget(jobs.pollFirstEntry().getValue().file());
        }
    }

    boolean knows(int id) {
        return jobs.containsKey(id);
    }

    Optional<Job> find(int id) {
        return Optional.ofNullable(jobs.get(id));
    }

    List<Job> openOnes() {
        return jobs.values().stream().filter(job -> !job.isFinal()).toList();
    }

    /** Notes a cancelled job, for a driver that has not received the cancellation. */
    void cancel(int id) {
        cancelled.add(id);
    }

    boolean isCancelled(int id) {
        return cancelled.contains(id);
    }

    /** Changes a job that is still open. */
    void change(int id, UnaryOperator<Job> change) {
        Job before = jobs.get(id);
        if (before == null || before.isFinal()) {
            return;
        }
        Job after = change.apply(before);
        jobs.put(id, after);
        if (after.isFinal()) {
            open--;
            cancelled.remove(id);
        }
    }
}
