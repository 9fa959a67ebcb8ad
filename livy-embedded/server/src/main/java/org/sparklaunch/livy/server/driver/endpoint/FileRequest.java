package org.sparklaunch.livy.server.driver.endpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

    /** Returns whether the connection begins with an HTTP request. */
    static boolean isMadeBy(IncomingConnection caller) {
        return caller.magic() == GET;
    }

    /** Reads the rest of the request. */
    static FileRequest read(IncomingConnection caller) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(caller.in(), StandardCharsets.ISO_8859_1));
        String request = in.readLine();
        String proof = "";
        String line = request;
        String header = UploadAddress.PROOF.toLowerCase(Locale.ROOT) + ":";
        for (int i = 0; line != null && !line.isEmpty() && i < MOST_LINES; i++) {
            line = in.readLine();
            if (line != null && line.toLowerCase(Locale.ROOT).startsWith(header)) {
                proof = line.substring(header.length()).strip();
            }
        }
        return new FileRequest(request == null ? "" : request.replaceFirst(" .*", ""), proof);
    }

    /** Responds with the file, or with 404; the caller closes the connection. */
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
