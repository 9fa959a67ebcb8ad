package org.sparklaunch.livy.driver.link;

import org.sparklaunch.livy.protocol.ServerMessage;

/** Handles the server's messages about a session's work and life cycle. The link's thread calls it: methods must not block. */
public interface ServerMessageHandler {

    /** Returns the handler of statements, jobs and files. */
    SessionMessageHandler work();

    /** Assigns a warm driver to its owner. Comes before the owner's first statement. */
    void claim(ServerMessage.Claim claim);

    /** Sets the list of guest sessions of the driver. */
    void host(ServerMessage.Host guests);

    /** Ends the session: on the server's request, or because no server came back in time. */
    void end(EndReason reason);

    /** The reason why a session ends. */
    enum EndReason {
        SHUTDOWN,
        ORPHANED,
        /** Spark refused the owner's settings. */
        CLAIM_FAILED,
        SPARK_ENDED
    }
}
