package org.sparklaunch.livy.server.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sparklaunch.livy.server.pool.PoolStatus;

/** The checks of a Livy server. */
public final class ServerChecks {
    private static final int CONNECT_MILLIS = 1000;
    private static final long MEBIBYTE = 1L << 20;

    /** A few outputs and uploads; journals are small. */
    static final long LEAST_FREE_MEBIBYTES = 64;

    /** One that fails may be an accident; so many in a row mean that users' sessions will not start either. */
    private static final int FAILURES = 3;

    private static final String STANDALONE = "spark://";

    private ServerChecks() {}

    /** Whether drivers can call; without, no session starts and no statement ends. */
    public static HealthCheck driverPort(InetSocketAddress address) {
        return new HealthCheck(
                "driver_port",
                () -> accepts(address.getHostString(), address.getPort())
                        ? Optional.empty()
                        : Optional.of("port " + address.getPort() + ", which drivers call, accepts no connection;"
                                + " see the server's log, then restart it: sessions survive"));
    }

    /** Whether the journal can be written: what cannot be noted is not done. */
    public static HealthCheck stateFolder(Path folder) {
        return new HealthCheck("state_folder", () -> {
            try {
                Files.delete(Files.writeString(Files.createTempFile(folder, "health", ""), "written"));
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of("the state folder cannot be written ("
                        + e.getClass().getSimpleName() + "); see to its disk and its owner");
            }
        });
    }

    /** Whether there is room for journals, outputs and uploads. */
    public static HealthCheck disk(Path folder) {
        return new HealthCheck("disk", () -> {
            try {
                long free = Files.getFileStore(folder).getUsableSpace() / MEBIBYTE;
                return free >= LEAST_FREE_MEBIBYTES
                        ? Optional.empty()
                        : Optional.of("the disk of the state folder has " + free + " MiB left, less than "
                                + LEAST_FREE_MEBIBYTES + " MiB; make room");
            } catch (IOException e) {
                return Optional.of("the disk of the state folder does not tell its free space: "
                        + e.getClass().getSimpleName());
            }
        });
    }

    /** Whether warm drivers come up. */
    public static HealthCheck warmPool(Supplier<PoolStatus> pool) {
        return new HealthCheck("warm_drivers", () -> {
            PoolStatus status = pool.get();
            return status.wanted() > 0 && status.ready() == 0 && status.failures() >= FAILURES
                    ? Optional.of(status.failures() + " warm drivers in a row did not become ready, and sessions will"
                            + " hardly start; the server's log has their last words")
                    : Optional.empty();
        });
    }

    /** Whether one of Spark's masters can be reached; a local one always can. */
    public static HealthCheck master(Supplier<String> setting) {
        return new HealthCheck("master", () -> {
            String master = setting.get();
            return !master.startsWith(STANDALONE) || hosts(master).stream().anyMatch(ServerChecks::accepts)
                    ? Optional.empty()
                    : Optional.of("no Spark master accepts connections at " + master
                            + "; sessions that run go on, new ones get no executors");
        });
    }

    private static List<String> hosts(String master) {
        return Arrays.asList(master.substring(STANDALONE.length()).split(",", -1));
    }

    private static boolean accepts(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String port = hostAndPort.substring(colon + 1);
        return colon > 0
                && port.matches("\\d{1,5}")
                && accepts(hostAndPort.substring(0, colon), Integer.parseInt(port));
    }

    private static boolean accepts(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
