package org.sparklaunch.authentication.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Connections that announce a large request body and send one byte of it every 50 ms. */
public final class DrippingClients implements AutoCloseable {
    private static final int PAUSE_MILLIS = 50;
    private static final int ANNOUNCED_BYTES = 1_000_000;

    private final List<Socket> sockets = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread drip = new Thread(this::drip, "dripping-clients");

    private DrippingClients() {}

    /**
     * Opens the connections.
     *
     * @param request the request line and headers, separated by line ends, without {@code Host} and length
     */
    public static DrippingClients open(URI server, int count, String request) throws IOException {
        DrippingClients clients = new DrippingClients();
        String head = request.strip().replace("\n", "\r\n") + "\r\nHost: " + server.getAuthority()
                + "\r\nContent-Length: " + ANNOUNCED_BYTES + "\r\n\r\n";
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort());
            clients.sockets.add(socket);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        }
        clients.drip.start();
        return clients;
    }

    /** Returns the number of connections that were opened. */
    public int size() {
        return sockets.size();
    }

    private void drip() {
        try {
            while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                sockets.forEach(DrippingClients::sendByte);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sendByte(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
        } catch (IOException e) {
            // The server has refused this request and closed its connection, as it should.
        }
    }

    /** Returns the status line of the response to one client; waits for it. */
    public String statusLine(int client) throws IOException {
        StringBuilder line = new StringBuilder();
        Socket socket = sockets.get(client);
        socket.setSoTimeout(30_000);
        try {
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\r';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
        } catch (SocketException e) {
            line.append(" (reset)");
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
