package org.sparklaunch.livy.driver.link;

import java.util.concurrent.Callable;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;

/** Handles the server's messages about a session's work. The link's thread calls it: methods must not block. */
public interface SessionMessageHandler {

    /** Runs a statement after all earlier ones. Each id comes once. */
    void run(ServerMessage.RunStatement statement);

    /** Cancels a statement, which may be unknown, waiting, running or done. */
    void cancel(int statement);

    /** Runs a job in parallel to all others. Each id comes once. */
    void run(ServerMessage.RunJob job);

    /** Cancels a job, which may be unknown, waiting, running or done. */
    void cancelJob(int job);

    /** Adds a jar or file for everything that runs from now on. */
    void add(ServerMessage.AddResource resource);

    /** Restricts the session to a policy, which replaces an earlier one. */
    void hold(ServerMessage.HoldToPolicy policy);

    /** Sets the current user of the session's SQL. */
    void identify(String user);

    /** Answers a request for completions of code. */
    void complete(ServerMessage.Complete request);

    /** Sends the whole result of a statement over a connection that {@code dial} opens; {@code dial} blocks. */
    void sendResult(ServerMessage.SendResult request, Callable<DriverConnection<DriverMessage, ServerMessage>> dial);
}
