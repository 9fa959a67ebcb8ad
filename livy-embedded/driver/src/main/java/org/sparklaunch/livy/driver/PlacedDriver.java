package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.livy.protocol.Handover;
import org.sparklaunch.livy.protocol.HandoverBundle;
import org.sparklaunch.livy.protocol.ProtocolException;
import org.sparklaunch.livy.protocol.ServerDial;
import org.sparklaunch.livy.protocol.SessionSecret;

/**
 * The main class of a driver that Spark's master placed on a worker. It requests its settings from the server and continues as
 * Spark's submit class in this JVM.
 *
 * <p>Arguments: the server's host and port, and this driver's name at the server. The handover secret comes in the environment,
 * which only this user can read and which Spark does not show.
 */
public final class PlacedDriver {
    /** A killed server is back within seconds; without a server this driver has no use. */
    private static final Duration DIAL_LIMIT = Duration.ofMinutes(2);

    private static final long PAUSE_MILLIS = 500;

    private PlacedDriver() {}

    /** Runs until the application ends, with Spark's exit codes. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 3 || System.getenv(Handover.SECRET_VARIABLE) == null) {
            throw new IllegalArgumentException(
                    "expected the server's host, its port and a name, and a handover secret in the environment");
        }
        // The worker runs the driver in a folder with the driver's id at the master as its name.
        Path place = Path.of("").toAbsolutePath();
        Handover.Recipient claim = new Handover.Recipient(
                args[2], place.getFileName().toString(), SessionSecret.parse(System.getenv(Handover.SECRET_VARIABLE)));
        HandoverBundle bundle = fetch(args[0], Integer.parseInt(args[1]), claim);
        PrivateFolder folder = PrivateFolder.in(place);
        Runtime.getRuntime().addShutdownHook(new Thread(folder::delete, "private-folder-cleaner"));
        folder.write(bundle.files());
        MetastoreCredentials.add(folder.root().resolve(HandoverBundle.METASTORE_TOKEN));
        clearSubmissionSettings();
        System.setProperty("java.io.tmpdir", folder.work().toString());
        ProxyUserSubmit.main(bundle.arguments().toArray(String[]::new));
    }

    private static HandoverBundle fetch(String host, int port, Handover.Recipient claim)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            try (Socket socket = new Socket()) {
                ServerDial.connect(socket, new InetSocketAddress(host, port));
                return Handover.fetch(socket, claim);
            } catch (ProtocolException e) {
                // The server's refusal is final.
                throw e;
            } catch (IOException e) {
                if (System.nanoTime() - begin > DIAL_LIMIT.toNanos()) {
                    throw new IOException(
                            "no connection from this worker to the Livy server at " + host + ":" + port + " within "
                                    + DIAL_LIMIT.toSeconds() + " s: "
                                    + e.getMessage(),
                            e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Clears Spark settings of the submission: those of the application are in its own file. */
    private static void clearSubmissionSettings() {
        for (String key : System.getProperties().stringPropertyNames()) {
            if (key.startsWith("spark.")) {
                System.clearProperty(key);
            }
        }
    }
}
