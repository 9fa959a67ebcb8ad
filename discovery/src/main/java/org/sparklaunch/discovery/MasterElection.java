package org.sparklaunch.discovery;

import java.util.Optional;

/** The election among several Spark masters of one path, and their common recovery data below {@code recovery}. */
public interface MasterElection {
    /** Returns a unique mark of the leader; empty while no master leads. */
    Optional<String> leader();

    /**
     * Ends the leadership of a master that has ended. Otherwise no other master would lead until Spark's session in ZooKeeper
     * expires, up to a minute later.
     *
     * @param leader the mark from {@link #leader}
     */
    void end(String leader);

    /** Lets Spark's masters, which have no credentials, write recovery data below this path. */
    void admitMasters();

    /**
     * Removes all recovery data. It must be called when no component of the cluster runs; the next master would wait for the
     * components that it finds here.
     */
    void forget();
}
