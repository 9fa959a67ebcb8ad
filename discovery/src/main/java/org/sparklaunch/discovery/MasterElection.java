package org.sparklaunch.discovery;

import java.util.Optional;

/** How several Spark masters of one path agree on who leads, and what they keep for each other, below {@code recovery}. */
public interface MasterElection {
    /** Who leads, by a mark that no later leader has; empty while nobody does. */
    Optional<String> leader();

    /**
     * Ends the leadership of a master that is known to have ended. Spark's own sessions in ZooKeeper last up to a minute
     * longer than the master, and so long no other one would lead.
     *
     * @param leader what {@link #leader} said while it led
     */
    void end(String leader);

    /**
     * Removes everything. To be called when no part of the cluster lives: the next master would wait for those that it finds
     * here.
     */
    void forget();
}
