package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparklaunch.platform.digest.Sha256;

/**
 * The jars of session drivers for workers that fetch them by HTTP, at the port that drivers dial anyway: a worker's host
 * needs Spark and nothing of ours, and always gets the jars that fit this server. A jar's hash is part of its address, so
 * nothing on the way can take an older one for it. What is served here is public.
 */
public final class JarStore {
    private final Map<String, Path> jars = new LinkedHashMap<>();

    private JarStore() {}

    /** Of these files, whose contents must not change from here on. */
    public static JarStore of(List<Path> files) throws IOException {
        JarStore shelf = new JarStore();
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

    /** The jar of a request's path. */
    Optional<Path> find(String path) {
        return Optional.ofNullable(jars.get(path));
    }

    private static String hash(Path file) throws IOException {
        return Sha256.hex(file).substring(0, 16);
    }
}
