package org.sparklaunch.querytracker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A PostgreSQL of Debian's packages with data of its own on a free port, run by somebody else than root, gone when closed. */
public final class Postgres implements AutoCloseable {
    public static final String USER = "tracker";
    public static final String PASSWORD = "canary-database-password";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String NOBODY = "nobody";

    private final Path folder;
    private final int port;
    private final Process process;

    private Postgres(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Whether there is one to run. */
    public static boolean isInstalled() {
        return Files.isDirectory(INSTALLED);
    }

    /** Makes the data and starts the server; returns when it answers. */
    public static Postgres start() {
        try {
            Path folder = Files.createTempDirectory("postgres");
            Files.writeString(folder.resolve("password"), PASSWORD + "\n");
            if (isRoot()) {
                run(List.of("chown", "-R", NOBODY, folder.toString()));
            }
            Path data = folder.resolve("data");
            run(asNobody(
                    "initdb",
                    "-D",
                    data.toString(),
                    "-U",
                    USER,
                    "--pwfile=" + folder.resolve("password"),
                    "--auth=scram-sha-256",
                    "--no-sync",
                    "-E",
                    "UTF8",
                    "--locale=C.UTF-8"));
            int port = freePort();
            Process process = new ProcessBuilder(asNobody(
                            "postgres",
                            "-D",
                            data.toString(),
                            "-p",
                            Integer.toString(port),
                            "-k",
                            folder.toString(),
                            "-h",
                            "127.0.0.1",
                            "-c",
                            "fsync=off",
                            "-c",
                            "shared_buffers=16MB"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Postgres postgres = new Postgres(folder, port, process);
            postgres.awaitReady();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to be root's. */
    private static List<String> asNobody(String program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        if (isRoot()) {
            line.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=nogroup", "--clear-groups"));
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            Path newest = versions.max(Comparator.naturalOrder()).orElseThrow();
            line.add(newest.resolve("bin").resolve(program).toString());
        }
        line.addAll(List.of(arguments));
        return line;
    }

    private static void run(List<String> line) throws IOException {
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(line + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void awaitReady() {
        Awaitility.await().until(() -> Files.exists(folder.resolve(".s.PGSQL." + port)) && answers());
    }

    private boolean answers() {
        try (java.net.Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it is, with a database of the user. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
