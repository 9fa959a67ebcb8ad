package org.sparklaunch.livy.server.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparklaunch.livy.protocol.Arrival;

/**
 * The jars of session drivers for workers that fetch them by HTTP, at the port that drivers dial anyway: a worker's host
 * needs Spark and nothing of ours, and always gets the jars that fit this server. A jar's hash is part of its address, so
 * nothing on the way can take an older one for it. What is served here is public.
 */
public final class JarShelf {
    /** {@code GET } as the first four bytes of a request. */
    private static final int GET = 0x47455420;

    private static final int MOST_LINES = 100;

    private final Map<String, Path> jars = new LinkedHashMap<>();

    private JarShelf() {}

    /** Of these files, whose contents must not change from here on. */
    public static JarShelf of(List<Path> files) throws IOException {
        JarShelf shelf = new JarShelf();
        for (Path file : files) {
            shelf.jars.put("/jars/" + hash(file) + "/" + file.getFileName(), file);
        }
        return shelf;
    }

    /** Where a client of this server's port finds them, in order. */
    public List<String> urls(String host, int port) {
        List<String> urls = new ArrayList<>();
        jars.keySet().forEach(path -> urls.add("http://" + host + ":" + port + path));
        return urls;
    }

    /** Whether the caller speaks HTTP. */
    static boolean isWantedBy(Arrival caller) {
        return caller.magic() == GET;
    }

    /** Answers one request; the caller closes the connection. */
    void serve(Arrival caller) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(caller.in(), StandardCharsets.ISO_8859_1));
        String request = in.readLine();
        String line = request;
        for (int i = 0; line != null && !line.isEmpty() && i < MOST_LINES; i++) {
            line = in.readLine();
        }
        Path jar = request == null ? null : jars.get(request.replaceFirst(" .*", ""));
        OutputStream out = caller.out();
        if (jar == null) {
            out.write(head("404 Not Found", 0));
        } else {
            out.write(head("200 OK", Files.size(jar)));
            Files.copy(jar, out);
        }
        out.flush();
    }

    private static byte[] head(String status, long length) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: application/java-archive\r\nContent-Length: " + length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] some = new byte[64 * 1024];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                digest.update(some, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
