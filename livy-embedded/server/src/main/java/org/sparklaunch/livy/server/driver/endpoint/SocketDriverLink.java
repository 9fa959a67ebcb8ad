package org.sparklaunch.livy.server.driver.endpoint;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.platform.process.DaemonThreads;

/** A driver's connection, with a thread that writes to it: a driver that does not read must not stop the threads that send. */
final class SocketDriverLink implements DriverLink, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SocketDriverLink.class);

    private final DriverConnection<ServerMessage, DriverMessage> connection;
    private final BlockingQueue<ServerMessage> outbound = new LinkedBlockingQueue<>();
    private final Thread writer;

    SocketDriverLink(String session, DriverConnection<ServerMessage, DriverMessage> connection) {
        this.connection = connection;
        this.writer = DaemonThreads.create("driver-" + session + "-send", this::write);
        this.writer.start();
    }

    @Override
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
            log.debug("the connection of a driver ended during a write", e);
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        writer.interrupt();
        try {
            connection.close();
        } catch (IOException e) {
            log.debug("cannot close the connection of a driver", e);
        }
    }
}
