package org.sparklaunch.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sparklaunch.platform.process.DaemonThreads;

/** A network between clients and one server on this machine that a test can cut and mend. */
final class CuttableProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket listener;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    CuttableProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Ends every connection, and every new one at once. */
    void cut() {
        cut = true;
        open.forEach(CuttableProxy::close);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                if (cut) {
                    client.close();
                } else {
                    connect(client);
                }
            }
        } catch (IOException e) {
            cut(); // The listener was closed.
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.addAll(List.of(client, server));
        start("there", () -> pump(client, server));
        start("back", () -> pump(server, client));
    }

    private static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            close(from); // Cut, or ended by one side.
        }
    }

    private static void start(String name, Runnable work) {
        DaemonThreads.start("proxy-" + name, work);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket always closes", e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
