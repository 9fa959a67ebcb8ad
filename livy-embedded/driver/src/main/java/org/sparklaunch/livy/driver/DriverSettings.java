package org.sparklaunch.livy.driver;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sparklaunch.livy.driver.link.ServerEndpoint;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.platform.file.AllowedFolders;

/**
 * The settings that the server wrote for its driver.
 *
 * @param server address of the server and identity of the session there
 * @param limits the limits of outputs
 * @param workDir the session's folder on this host
 * @param allowedFolders the folders of this host whose files SQL may add to the session: those of the operator, and its own
 * @param clusterSecret the secret of the cluster's Spark processes; empty when they accept all processes
 * @param warmKinds the kinds that a driver of the warm pool warms up before it reports that it is ready; empty for the driver of
 *     one session
 */
record DriverSettings(
        ServerEndpoint server,
        OutputLimits limits,
        Path workDir,
        AllowedFolders allowedFolders,
        Optional<String> clusterSecret,
        List<SessionKind> warmKinds) {
    private static final Set<String> KEYS = Set.of(
            "server.host",
            "server.port",
            "session",
            "secret.file",
            "orphan.timeout.millis",
            "sql.row.limit",
            "output.limit.bytes",
            "work.dir",
            "allowed.folders",
            "cluster.secret",
            "warm.kinds");

    /**
     * Reads a properties file and the secret that it names; relative paths start from the file's folder.
     *
     * @throws IOException when one of the files cannot be read
     * @throws IllegalArgumentException when a key is missing or unknown, or has a wrong value
     */
    static DriverSettings read(Path file) throws IOException {
        Path here = file.toAbsolutePath();
        Properties text = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            text.load(reader);
        }
        Set<String> unknown = new TreeSet<>(text.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    file + " has unknown settings " + unknown + " (known: " + new TreeSet<>(KEYS) + ")");
        }
        ServerEndpoint server = new ServerEndpoint(
                required(text, "server.host"),
                number(text, "server.port", required(text, "server.port")),
                required(text, "session"),
                SessionSecret.read(here.resolveSibling(required(text, "secret.file"))),
                Duration.ofMillis(number(text, "orphan.timeout.millis", "600000")));
        OutputLimits limits = new OutputLimits(
                number(text, "sql.row.limit", String.valueOf(OutputLimits.DEFAULT.sqlRows())),
                number(text, "output.limit.bytes", String.valueOf(OutputLimits.DEFAULT.bytes())));
        Path workDir = here.resolveSibling(required(text, "work.dir"));
        return new DriverSettings(
                server,
                limits,
                workDir,
                folders(text.getProperty("allowed.folders", ""), workDir),
                Optional.ofNullable(text.getProperty("cluster.secret")),
                kinds(text, "warm.kinds"));
    }

    private static AllowedFolders folders(String list, Path own) {
        return new AllowedFolders(
                Stream.concat(Arrays.stream(list.split(File.pathSeparator, -1)), Stream.of(own.toString()))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of)
                        .toList());
    }

    private static List<SessionKind> kinds(Properties text, String key) {
        return Arrays.stream(text.getProperty(key, "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> SessionKind.parse(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "driver setting " + key + " has the unknown kind '" + name + "'")))
                .toList();
    }

    private static String required(Properties text, String key) {
        String value = text.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("driver setting " + key + " is missing");
        }
        return value;
    }

    private static int number(Properties text, String key, String missing) {
        String value = text.getProperty(key, missing);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("driver setting " + key + " is '" + value + "'; it must be a number", e);
        }
    }
}
