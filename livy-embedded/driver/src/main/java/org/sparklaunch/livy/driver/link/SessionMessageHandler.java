package org.sparklaunch.livy.driver.link;

import java.util.concurrent.Callable;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;

/** What the server may ask a session to do. Called by the link's thread: must not block. */
public interface SessionMessageHandler {

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

    /** Somebody wants the whole result of a statement; dialling blocks. */
    void sendResult(ServerMessage.SendResult order, Callable<DriverConnection<DriverMessage, ServerMessage>> dial);
}
