package org.sparklaunch.livy.driver.link;

import java.util.concurrent.Callable;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;

/** What the server may ask of a session. Called by the link's thread: must not block. */
public interface ServerOrders {

    /** A statement to run after all earlier ones; each id comes here once. */
    void run(ServerMessage.RunStatement statement);

    /** The statement is no longer wanted; it may be unknown, waiting, running or done. */
    void cancel(int statement);

    /** A job to run beside all others; each id comes here once. */
    void run(ServerMessage.RunJob job);

    /** The job is no longer wanted; it may be unknown, waiting, running or done. */
    void cancelJob(int job);

    /** A jar or file for all that runs from now on. */
    void add(ServerMessage.AddResource resource);

    /** From now on the session is held to a policy, or to this one instead of the one before. */
    void hold(ServerMessage.HoldToPolicy policy);

    /** Somebody wants to know what code could go on with. */
    void complete(ServerMessage.Complete question);

    /** The warm driver has its owner; what this says comes here before the owner's first statement. */
    void claim(ServerMessage.Claim claim);

    /** Somebody wants the whole result of a statement; dialling blocks. */
    void sendResult(ServerMessage.SendResult order, Callable<DriverConnection<DriverMessage, ServerMessage>> dial);

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
