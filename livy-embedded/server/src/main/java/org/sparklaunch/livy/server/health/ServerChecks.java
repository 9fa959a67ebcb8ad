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

    /** Enough for a few outputs and uploads; journals are small. */
    static final long LEAST_FREE_MEBIBYTES = 64;

    /** One failure may be an accident; this many in a row mean that users' sessions will not start either. */
    private static final int FAILURES = 3;

    private static final String STANDALONE = "spark://";

    private ServerChecks() {}

    /** Checks that drivers can connect; otherwise no session starts and no statement ends. */
    public static HealthCheck driverPort(InetSocketAddress address) {
        return new HealthCheck(
                "driver_port",
                () -> accepts(address.getHostString(), address.getPort())
                        ? Optional.empty()
                        : Optional.of("port " + address.getPort() + " for drivers accepts no connection;"
                                + " restart the server (sessions survive) and check its log"));
    }

    /** Checks that journals can be written, without which no request is accepted. */
    public static HealthCheck stateFolder(Path folder) {
        return new HealthCheck("state_folder", () -> {
            try {
                Files.delete(Files.writeString(Files.createTempFile(folder, "health", ""), "written"));
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of("cannot write to the state folder ("
                        + e.getClass().getSimpleName() + "); check its disk and its owner");
            }
        });
    }

    /** Checks the space for journals, outputs and uploads. */
    public static HealthCheck disk(Path folder) {
        return new HealthCheck("disk", () -> {
            try {
                long free = Files.getFileStore(folder).getUsableSpace() / MEBIBYTE;
                return free >= LEAST_FREE_MEBIBYTES
                        ? Optional.empty()
                        : Optional.of("the disk of the state folder has " + free + " MiB left, less than "
                                + LEAST_FREE_MEBIBYTES + " MiB; free some space");
            } catch (IOException e) {
                return Optional.of("cannot read the free space of the disk of the state folder: "
                        + e.getClass().getSimpleName());
            }
        });
    }

    /** Checks that warm drivers start. */
    public static HealthCheck warmPool(Supplier<PoolStatus> pool) {
        return new HealthCheck("warm_drivers", () -> {
            PoolStatus status = pool.get();
            return status.wanted() > 0 && status.ready() == 0 && status.failures() >= FAILURES
                    ? Optional.of(status.failures() + " warm drivers in a row did not become ready, so sessions"
                            + " will probably not start; the server's log has their last lines")
                    : Optional.empty();
        });
    }

    /** Checks that one of Spark's masters can be reached; a local one always can. */
    public static HealthCheck master(Supplier<String> setting) {
        return new HealthCheck("master", () -> {
            String master = setting.get();
            return !master.startsWith(STANDALONE) || hosts(master).stream().anyMatch(ServerChecks::accepts)
                    ? Optional.empty()
                    : Optional.of("no Spark master accepts connections at " + master
                            + "; running sessions continue, new ones get no executors");
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
