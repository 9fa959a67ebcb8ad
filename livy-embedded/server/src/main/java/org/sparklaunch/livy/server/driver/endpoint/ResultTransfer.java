package org.sparklaunch.livy.server.driver.endpoint;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ProtocolException;
import org.sparklaunch.livy.server.driver.ResultReceiver;

/** Passes one result from a driver's connection to its receiver. For one thread. */
final class ResultTransfer implements DriverMessage.ResultFrame.Visitor {
    private final SocketDriverLink link;
    private final ResultReceiver receiver;
    private @Nullable String failure = "the driver's connection ended before the result did";
    private boolean ended;

    ResultTransfer(SocketDriverLink link, ResultReceiver receiver) {
        this.link = link;
        this.receiver = receiver;
    }

    /** Runs until the result or the connection ends; notifies the receiver in any case. */
    void run() throws IOException {
        try {
            while (!ended) {
                if (!(link.receive() instanceof DriverMessage.ResultFrame frame)) {
                    throw new ProtocolException("it sent another message than a part of a result");
                }
                frame.accept(this);
            }
        } finally {
            receiver.ended(failure);
        }
    }

    @Override
    public void visit(DriverMessage.ResultLines lines) throws IOException {
        receiver.lines(lines.lines());
    }

    @Override
    public void visit(DriverMessage.ResultEnded end) {
        failure = end.failure();
        ended = true;
    }
}
