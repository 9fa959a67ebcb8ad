package org.sparklaunch.bench.target;

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
final class HttpConnection implements AutoCloseable {
    private static final int READ_LIMIT_MILLIS = 120_000;
    private static final String LENGTH = "Content-Length:";
    private static final String ENCODING = "Transfer-Encoding:";

    private final Socket socket;
    private final InputStream in;
    private final String host;
    /** What was read and not yet used, from next to end: the JDK's buffered stream takes a lock for each byte. */
    private final byte[] buffer = new byte[8192];

    private int next;
    private int end;

    /** Connects to the host and port of the address, whose path is not used. */
    public HttpConnection(URI server) throws IOException {
        int port = server.getPort() < 0 ? 80 : server.getPort();
        this.socket = new Socket(server.getHost(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_LIMIT_MILLIS);
        this.in = socket.getInputStream();
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
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
            chunked |= header.regionMatches(true, 0, ENCODING, 0, ENCODING.length())
                    && header.toLowerCase(Locale.ROOT).contains("chunked");
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
        byte[] bytes = new byte[length];
        int buffered = Math.min(length, end - next);
        System.arraycopy(buffer, next, bytes, 0, buffered);
        next += buffered;
        int read = buffered + in.readNBytes(bytes, buffered, length - buffered);
        if (read < length) {
            throw new EOFException("the answer ended after " + read + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (char c = read(); c != '\n'; c = read()) {
            if (c != '\r') {
                line.append(c);
            }
        }
        return line.toString();
    }

    private char read() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer));
            if (end == 0) {
                throw new EOFException("the server closed the connection");
            }
        }
        return (char) (buffer[next++] & 0xff);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
