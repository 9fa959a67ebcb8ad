package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * The way to one driver while its connection lasts. Sending never blocks: a driver that does not read (stopped, swapped
 * out, in a long pause) must not stop those who answer requests, so a thread of its own writes.
 */
public final class DriverLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DriverLink.class);

    private final DriverConnection<ServerMessage, DriverMessage> connection;
    private final BlockingQueue<ServerMessage> outbound = new LinkedBlockingQueue<>();
    private final Thread writer;

    DriverLink(String session, DriverConnection<ServerMessage, DriverMessage> connection) {
        this.connection = connection;
        this.writer = DaemonThreads.create("driver-" + session + "-send", this::write);
        this.writer.start();
    }

    /** Sends when the driver takes it; lost when the link ends before, for the session to send again on the next. */
    public void send(ServerMessage message) {
        outbound.add(message);
    }

    DriverMessage receive() throws IOException {
        return connection.receive();
    }

    private void write() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                connection.send(outbound.take());
            }
        } catch (IOException e) {
            log.debug("a driver's connection ended while writing", e);
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the connection; its reader then reports the link as gone. */
    @Override
    public void close() {
        writer.interrupt();
        try {
            connection.close();
        } catch (IOException e) {
            log.debug("closing a driver's connection failed", e);
        }
    }
}
