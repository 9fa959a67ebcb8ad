package org.sparklaunch.livy.server;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.server.driver.endpoint.DriverEndpoint;
import org.sparklaunch.livy.server.journal.JournalFormat;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * The state folder, which one server uses at a time and only its owner can read. A server whose launch was killed ends
 * its drivers before itself. The server of the next launch waits here in the meantime, since both would write the same
 * journals.
 */
final class ServerFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServerFolder.class);
    private static final long PAUSE_MILLIS = 100;

    private final Path folder;
    private final FileChannel lock;

    private ServerFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Locks the folder; creates it when it is missing.
     *
     * @throws IOException when another server still has it after the limit
     */
    static ServerFolder take(Path folder, Duration limit) throws IOException {
        PrivateFiles.createFolders(folder);
        FileChannel lock =
                FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            await(lock, folder, limit);
            JournalFormat.claim(folder);
            return new ServerFolder(folder, lock);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static void await(FileChannel lock, Path folder, Duration limit) throws IOException {
        long begin = System.nanoTime();
        if (isTaken(lock)) {
            return;
        }
        log.info("another server uses {}; waiting up to {} s for its end", folder, limit.toSeconds());
        do {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new IOException("another Livy server uses the state folder " + folder + " for more than "
                        + limit.toSeconds() + " s; stop it, or start this one with another state folder");
            }
            pause();
        } while (!isTaken(lock));
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another server in this very process has it, as in tests.
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another server used the state folder", e);
        }
    }

    /** Returns a path below this folder. */
    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** Binds the port that drivers connect to. Drivers know its number, so a restarted server binds the same one. */
    DriverEndpoint bind(LivyConfig.Address wanted) throws IOException {
        Path kept = resolve("driver-port");
        int port = wanted.port();
        if (port == 0 && Files.exists(kept)) {
            port = Integer.parseInt(Files.readString(kept).strip());
        }
        try {
            DriverEndpoint endpoint = DriverEndpoint.bind(wanted.host(), port);
            Files.writeString(kept, Integer.toString(endpoint.address().getPort()));
            return endpoint;
        } catch (BindException e) {
            throw new IOException(
                    "cannot listen for drivers at " + wanted.host() + ":" + port + ": the port is in use ("
                            + e.getMessage() + "); stop the process that uses it, or remove " + kept
                            + " and lose the drivers that connect to this port",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
