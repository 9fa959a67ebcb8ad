package org.sparklaunch.livy.driver.result;

import java.io.IOException;
import java.io.Writer;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;

/** Sends written characters as frames of whole lines. A writer that is faster than the reader blocks in the socket. For one thread. */
final class ResultConnection extends Writer {
    private static final int FRAME_CHARS = 128 * 1024;

    private final DriverConnection<DriverMessage, ServerMessage> connection;
    private final StringBuilder pending = new StringBuilder();

    ResultConnection(DriverConnection<DriverMessage, ServerMessage> connection) {
        this.connection = connection;
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        pending.append(chars, offset, length);
        if (pending.length() >= FRAME_CHARS) {
            sendLines();
        }
    }

    private void sendLines() throws IOException {
        int end = pending.lastIndexOf("\n") + 1;
        if (end > 0) {
            connection.send(new DriverMessage.ResultLines(pending.substring(0, end)));
            pending.delete(0, end);
        }
    }

    @Override
    public void flush() {
        // JSON writers flush after each of their own small buffers; frames are to be larger.
    }

    @Override
    public void close() throws IOException {
        sendLines();
    }
}
