package org.sparklaunch.livy.server.driver.endpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparklaunch.platform.digest.Sha256;

/**
 * Serves the jars of session drivers to workers by HTTP, at the port that drivers connect to. So a worker's host needs
 * only Spark, and always gets the jars that fit this server. A jar's hash is part of its address, so no cache can
 * return an older one. The jars are public.
 */
public final class JarStore {
    private final Map<String, Path> jars = new LinkedHashMap<>();

    private JarStore() {}

    /** Serves these files, whose contents must not change from now on. */
    public static JarStore of(List<Path> files) throws IOException {
        JarStore shelf = new JarStore();
        for (Path file : files) {
            shelf.jars.put("/jars/" + hash(file) + "/" + file.getFileName(), file);
        }
        return shelf;
    }

    /** Returns the addresses of the jars, in order. */
    public List<String> urls(String host, int port) {
        List<String> urls = new ArrayList<>();
        jars.keySet().forEach(path -> urls.add("http://" + host + ":" + port + path));
        return urls;
    }

    /** Returns the jar of a request's path. */
    Optional<Path> find(String path) {
        return Optional.ofNullable(jars.get(path));
    }

    private static String hash(Path file) throws IOException {
        return Sha256.hex(file).substring(0, 16);
    }
}
