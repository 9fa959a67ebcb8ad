package org.sparklaunch.livy.server.driver.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sparklaunch.livy.protocol.Handover;
import org.sparklaunch.livy.protocol.HandoverBundle;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.driver.process.DriverFolder;

/**
 * Keeps the settings that submitted drivers fetch, on disk, so that they survive a restart of the server. Each driver
 * has one folder, removed when it has fetched them. Thread-safe.
 */
final class PendingHandovers implements Handover.Source {
    /** The name of the file, which earlier servers wrote too. */
    private static final String SECRET = "ticket";

    private static final String BUNDLE = "bundle";
    private static final String OWNER = "owner";

    private final Path root;

    PendingHandovers(Path root) {
        this.root = root;
    }

    /**
     * Returns the name under which a driver fetches its bundle. Sessions and batches have folders of the same names.
     */
    static String name(DriverFolder driver) {
        Path root = driver.root();
        int names = root.getNameCount();
        return root.subpath(names - 2, names).toString().replace('/', '-');
    }

    /**
     * Adds a bundle.
     *
     * @param owner the folder of the driver, which is to learn the master's name for it
     * @return the handover secret, in the form of an environment variable
     */
    String offer(DriverFolder owner, HandoverBundle bundle) throws IOException {
        DriverFolder folder = folder(name(owner));
        folder.delete();
        folder.create();
        SessionSecret.generate().write(folder.root().resolve(SECRET));
        Files.write(folder.createPrivate(folder.root().resolve(BUNDLE)), bundle.toBytes());
        Files.writeString(folder.root().resolve(OWNER), owner.root().toString());
        return Files.readString(folder.root().resolve(SECRET)).strip();
    }

    /** Removes a bundle that was not fetched. */
    void withdraw(DriverFolder owner) throws IOException {
        folder(name(owner)).delete();
    }

    @Override
    public Optional<SessionSecret> secret(String driver) {
        Path file = folder(driver).root().resolve(SECRET);
        try {
            return Files.exists(file) ? Optional.of(SessionSecret.read(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the handover secret of driver " + driver, e);
        }
    }

    @Override
    public HandoverBundle take(String driver, String submission) throws IOException {
        DriverFolder folder = folder(driver);
        // Of two simultaneous requests, only one can delete it.
        Files.delete(folder.root().resolve(SECRET));
        HandoverBundle bundle =
                HandoverBundle.of(Files.readAllBytes(folder.root().resolve(BUNDLE)));
        DriverFolder owner =
                new DriverFolder(Path.of(Files.readString(folder.root().resolve(OWNER))));
        if (!Files.exists(owner.submission())) {
            // The server that submitted it died before it got the name.
            Files.writeString(owner.submission(), submission);
        }
        folder.delete();
        return bundle;
    }

    /** Resolves a name from the network, which must stay below the folder. */
    private DriverFolder folder(String driver) {
        if (!driver.matches("[A-Za-z0-9][A-Za-z0-9-]{0,99}")) {
            throw new IllegalArgumentException("invalid driver name '" + driver + "'");
        }
        return new DriverFolder(root.resolve(driver));
    }
}
