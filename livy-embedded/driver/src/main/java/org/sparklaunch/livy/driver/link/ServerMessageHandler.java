package org.sparklaunch.livy.driver.link;

import org.sparklaunch.livy.protocol.ServerMessage;

/** What the server may ask of whoever calls it: work, and what its life is made of. Called by the link's thread: must not block. */
public interface ServerMessageHandler {

    /** Who does the work. */
    SessionMessageHandler work();

    /** The warm driver has its owner; what this says comes here before the owner's first statement. */
    void claim(ServerMessage.Claim claim);

    /** These sessions and no others are to be in the driver beside its own. */
    void host(ServerMessage.Host guests);

    /** The session is to end, because the server said so or because none came back for too long. */
    void end(EndReason reason);

    /** Why a session ends. */
    enum EndReason {
        SHUTDOWN,
        ORPHANED,
        /** The owner's settings cannot be applied. */
        CLAIM_FAILED,
        SPARK_ENDED
    }
}
