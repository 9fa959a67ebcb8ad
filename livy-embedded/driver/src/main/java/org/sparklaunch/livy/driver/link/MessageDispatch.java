package org.sparklaunch.livy.driver.link;

import java.util.concurrent.Callable;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ProtocolException;
import org.sparklaunch.livy.protocol.ServerMessage;

/**
 * Passes each message of the server to the session, and accepts each id of a statement or job once, whichever server sends it.
 * Only the link's receiving thread uses it.
 */
final class MessageDispatch implements ServerMessage.Visitor {
    private final EventOutbox outbox;
    private final ServerMessageHandler handler;
    private final Callable<DriverConnection<DriverMessage, ServerMessage>> dial;
    private int lastAcceptedStatement = -1;
    private int lastAcceptedJob;

    /**
     * Makes a dispatch that has accepted nothing.
     *
     * @param dial opens a separate connection for a whole result; blocks
     */
    MessageDispatch(
            EventOutbox outbox,
            ServerMessageHandler handler,
            Callable<DriverConnection<DriverMessage, ServerMessage>> dial) {
        this.outbox = outbox;
        this.handler = handler;
        this.dial = dial;
    }

    DriverMessage.Hello hello() {
        return new DriverMessage.Hello(ProcessHandle.current().pid(), lastAcceptedStatement, lastAcceptedJob);
    }

    @Override
    public void visit(ServerMessage.Welcome message) throws ProtocolException {
        throw new ProtocolException("the server sent Welcome a second time");
    }

    @Override
    public void visit(ServerMessage.Acknowledge message) {
        outbox.acknowledge(message.event());
    }

    @Override
    public void visit(ServerMessage.Claim message) {
        handler.claim(message);
    }

    @Override
    public void visit(ServerMessage.Host message) {
        handler.host(message);
    }

    @Override
    public void visit(ServerMessage.RunStatement message) {
        if (message.statement() > lastAcceptedStatement) {
            lastAcceptedStatement = message.statement();
            handler.work().run(message);
        }
    }

    @Override
    public void visit(ServerMessage.CancelStatement message) {
        handler.work().cancel(message.statement());
    }

    @Override
    public void visit(ServerMessage.RunJob message) {
        if (message.job() > lastAcceptedJob) {
            lastAcceptedJob = message.job();
            handler.work().run(message);
        }
    }

    @Override
    public void visit(ServerMessage.CancelJob message) {
        handler.work().cancelJob(message.job());
    }

    @Override
    public void visit(ServerMessage.AddResource message) {
        handler.work().add(message);
    }

    @Override
    public void visit(ServerMessage.HoldToPolicy message) {
        handler.work().hold(message);
    }

    @Override
    public void visit(ServerMessage.Identify message) {
        handler.work().identify(message.user());
    }

    @Override
    public void visit(ServerMessage.Complete message) {
        handler.work().complete(message);
    }

    @Override
    public void visit(ServerMessage.SendResult message) {
        handler.work().sendResult(message, dial);
    }

    @Override
    public void visit(ServerMessage.Shutdown message) {
        handler.end(ServerMessageHandler.EndReason.SHUTDOWN);
    }
}
