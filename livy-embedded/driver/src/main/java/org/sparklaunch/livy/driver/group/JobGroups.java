package org.sparklaunch.livy.driver.group;

/** Assigns Spark jobs to named groups and cancels them by group. Names are unique in the driver's life. */
public interface JobGroups {

    /** Assigns the Spark jobs of the calling thread and of threads that it creates to the group. */
    void begin(String group);

    /** Ends the assignment of the calling thread. Of a cancelled group, jobs of other threads are cancelled a while longer. */
    void end(String group);

    /** Cancels the group's running jobs, and from now on every job of the group that starts. May be repeated. */
    void cancel(String group);

    /** Returns whether a job of the group is known to run. A job shows here some milliseconds after its start. */
    boolean isActive(String group);
}
