package org.sparklaunch.livy.server.driver.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sparklaunch.livy.protocol.IncomingConnection;
import org.sparklaunch.livy.protocol.UploadAddress;

/**
 * The relevant part of an HTTP request for a file at the drivers' port.
 *
 * @param path as it came, percent signs included
 * @param proof the header of {@link UploadAddress#PROOF}, or nothing
 */
record FileRequest(String path, String proof) {
    /** {@code GET } as the first four bytes of a request. */
    private static final int GET = 0x47455420;

    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 8192;

    /** Returns whether the connection begins with an HTTP request. */
    static boolean isMadeBy(IncomingConnection caller) {
        return caller.magic() == GET;
    }

    /** Reads the rest of the request. */
    static FileRequest read(IncomingConnection caller) throws IOException {
        InputStream in = caller.in();
        String request = line(in);
        String proof = "";
        String header = UploadAddress.PROOF.toLowerCase(Locale.ROOT) + ":";
        String line = request;
        for (int i = 0; !line.isEmpty() && i < MOST_LINES; i++) {
            line = line(in);
            if (line.toLowerCase(Locale.ROOT).startsWith(header)) {
                proof = line.substring(header.length()).strip();
            }
        }
        return new FileRequest(request.replaceFirst(" .*", ""), proof);
    }

    /** Responds with the file, or with 404; the caller closes the connection. */
    /** Reads a line without its end; empty at the end of the stream. The sender has proved nothing yet, so the length is limited. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line of a request for a file has more than " + LONGEST_LINE + " characters");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    static void answer(IncomingConnection caller, Optional<Path> file) throws IOException {
        OutputStream out = caller.out();
        if (file.isEmpty()) {
            out.write(head("404 Not Found", 0));
        } else {
            out.write(head("200 OK", Files.size(file.get())));
            Files.copy(file.get(), out);
        }
        out.flush();
    }

    private static byte[] head(String status, long length) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
