package org.sparklaunch.livy.server.driver.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sparklaunch.livy.protocol.Handover;
import org.sparklaunch.livy.protocol.HandoverBundle;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.driver.DriverFolder;

/**
 * Holds ready what ordered drivers will come for, on disk: a server that was killed meanwhile has it again. One folder for
 * each driver, gone once it was taken. Thread-safe.
 */
final class PendingHandovers implements Handover.Source {
    private static final String TICKET = "ticket";
    private static final String BUNDLE = "bundle";
    private static final String OWNER = "owner";

    private final Path root;

    PendingHandovers(Path root) {
        this.root = root;
    }

    /** The name under which a driver comes for its bundle: sessions and batches have folders of the same names. */
    static String name(DriverFolder driver) {
        Path root = driver.root();
        int names = root.getNameCount();
        return root.subpath(names - 2, names).toString().replace('/', '-');
    }

    /**
     * Holds a bundle ready.
     *
     * @param owner the folder of the driver, which is to learn the master's name for it
     * @return the ticket in words
     */
    String offer(DriverFolder owner, HandoverBundle bundle) throws IOException {
        DriverFolder place = place(name(owner));
        place.delete();
        place.create();
        SessionSecret.generate().write(place.root().resolve(TICKET));
        Files.write(place.createPrivate(place.root().resolve(BUNDLE)), bundle.toBytes());
        Files.writeString(place.root().resolve(OWNER), owner.root().toString());
        return Files.readString(place.root().resolve(TICKET)).strip();
    }

    /** Whoever comes now comes in vain. */
    void withdraw(DriverFolder owner) throws IOException {
        place(name(owner)).delete();
    }

    @Override
    public Optional<SessionSecret> secret(String driver) {
        Path ticket = place(driver).root().resolve(TICKET);
        try {
            return Files.exists(ticket) ? Optional.of(SessionSecret.read(ticket)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the ticket of driver " + driver + " cannot be read", e);
        }
    }

    @Override
    public HandoverBundle take(String driver, String submission) throws IOException {
        DriverFolder place = place(driver);
        // Of two that come at once, only one can delete it.
        Files.delete(place.root().resolve(TICKET));
        HandoverBundle bundle =
                HandoverBundle.of(Files.readAllBytes(place.root().resolve(BUNDLE)));
        DriverFolder owner =
                new DriverFolder(Path.of(Files.readString(place.root().resolve(OWNER))));
        if (!Files.exists(owner.submission())) {
            // The server that ordered it died before it was told the name.
            Files.writeString(owner.submission(), submission);
        }
        place.delete();
        return bundle;
    }

    /** The name comes from the network: it must not lead anywhere else. */
    private DriverFolder place(String driver) {
        if (!driver.matches("[A-Za-z0-9][A-Za-z0-9-]{0,99}")) {
            throw new IllegalArgumentException("'" + driver + "' is no name of a driver");
        }
        return new DriverFolder(root.resolve(driver));
    }
}
