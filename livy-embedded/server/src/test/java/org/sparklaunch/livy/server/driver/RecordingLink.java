package org.sparklaunch.livy.server.driver;

import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.livy.protocol.ServerMessage;

/** A connection that keeps what is sent. */
final class RecordingLink implements DriverLink {
    private final List<ServerMessage> sent = new ArrayList<>();
    private boolean closed;

    @Override
    public synchronized void send(ServerMessage message) {
        sent.add(message);
    }

    synchronized List<ServerMessage> sent() {
        return List.copyOf(sent);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }
}
