package org.sparklaunch.bench.target;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that is used again and again by one thread. Much cheaper than the JDK's client, whose threads
 * would compete with the measured server for two cores.
 */
public final class HttpConnection implements AutoCloseable {
    private static final int READ_LIMIT_MILLIS = 120_000;

    private final Socket socket;
    private final InputStream in;
    private final String host;

    /** Connects to the host and port of the address, whose path is not used. */
    public HttpConnection(URI server) throws IOException {
        int port = server.getPort() < 0 ? 80 : server.getPort();
        this.socket = new Socket(server.getHost(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_LIMIT_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.host = server.getHost() + ":" + port;
    }

    /** An answer with its body as text. */
    public record Answer(int status, String body) {}

    /** A request without a body. */
    public Answer send(String method, String path) throws IOException {
        return send(request(method, path, ""));
    }

    /** A request with a JSON body. */
    public Answer send(String method, String path, String json) throws IOException {
        return send(request(method, path, json));
    }

    /** A request as bytes, for those that are sent many times. */
    public byte[] request(String method, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nX-Requested-By: bench\r\n"
                + (body.length == 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
                + "\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    /** Sends what {@link #request} made and reads the whole answer. */
    public Answer send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        byte[] body = chunked ? chunks() : exactly(length);
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
            body.writeBytes(exactly(size));
            line();
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
