package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.spark.deploy.SparkSubmit;
import org.sparklaunch.livy.protocol.Handover;
import org.sparklaunch.livy.protocol.HandoverBundle;
import org.sparklaunch.livy.protocol.ProtocolException;
import org.sparklaunch.livy.protocol.ServerDial;
import org.sparklaunch.livy.protocol.SessionSecret;

/**
 * The main class of a driver that Spark's master put on a worker: fetches what the server has for it, then goes on as Spark's
 * submit class, in this JVM, with the arguments that a driver beside the server gets on its command line.
 *
 * <p>Arguments: the server's host and port, and this driver's name there. The ticket comes in the environment, which only
 * this user can read, and which Spark shows nowhere.
 */
public final class PlacedDriver {
    /** Of the environment variable that holds the ticket. */
    public static final String TICKET = "SPARK_LAUNCH_TICKET";

    /** A server that was killed is back within seconds; one that is not has no use for this driver. */
    private static final Duration DIAL_LIMIT = Duration.ofMinutes(2);

    private static final long PAUSE_MILLIS = 500;

    private PlacedDriver() {}

    /** Ends when the application does, with Spark's own exit codes. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 3 || System.getenv(TICKET) == null) {
            throw new IllegalArgumentException(
                    "expected the server's host, its port and a name, and a ticket in the environment");
        }
        // The worker runs a driver in a folder that it names as the master names the driver.
        Path place = Path.of("").toAbsolutePath();
        Handover.Claim claim =
                new Handover.Claim(args[2], place.getFileName().toString(), SessionSecret.parse(System.getenv(TICKET)));
        HandoverBundle bundle = fetch(args[0], Integer.parseInt(args[1]), claim);
        PrivateFolder folder = PrivateFolder.in(place);
        Runtime.getRuntime().addShutdownHook(new Thread(folder::delete, "private-folder-cleaner"));
        folder.write(bundle.files());
        forgetOrder();
        System.setProperty("java.io.tmpdir", folder.work().toString());
        SparkSubmit.main(bundle.arguments().toArray(String[]::new));
    }

    private static HandoverBundle fetch(String host, int port, Handover.Claim claim)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            try (Socket socket = new Socket()) {
                ServerDial.connect(socket, new InetSocketAddress(host, port));
                return Handover.fetch(socket, claim);
            } catch (ProtocolException e) {
                // Its answer will be the same the next time.
                throw e;
            } catch (IOException e) {
                if (System.nanoTime() - begin > DIAL_LIMIT.toNanos()) {
                    throw new IOException(
                            "the Livy server at " + host + ":" + port + " cannot be reached from this worker: "
                                    + e.getMessage(),
                            e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** The settings of the order to start this JVM are not those of the application. */
    private static void forgetOrder() {
        for (String key : System.getProperties().stringPropertyNames()) {
            if (key.startsWith("spark.")) {
                System.clearProperty(key);
            }
        }
    }
}
