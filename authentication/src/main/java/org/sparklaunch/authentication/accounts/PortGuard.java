package org.sparklaunch.authentication.accounts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Guards a port whose clients prove that they know a secret: connections of other accounts of this machine are closed before
 * they can send anything. Connections from other machines and containers have no account, so the secret alone decides. Thread-safe.
 */
public final class PortGuard {
    private static final Logger log = LoggerFactory.getLogger(PortGuard.class);
    private static final int ROOT = 0;
    private static final String UNCHECKED = "the accounts of connections to {} are not checked: {}";
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

    private final String port;
    private final CompletableFuture<Optional<SocketOwner>> owners;
    private final int own;
    private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS);

    PortGuard(String port, CompletableFuture<Optional<SocketOwner>> owners, int own) {
        this.port = port;
        this.owners = owners;
        this.own = own;
    }

    /** Returns a guard that admits everyone, so that only the secret decides. */
    public static PortGuard everyone() {
        return new PortGuard("", CompletableFuture.completedFuture(Optional.empty()), ROOT);
    }

    /**
     * Returns a guard that admits the account of this process and root. Where the accounts of connections cannot be found, only the
     * secret decides. The way to find them is prepared on another thread, and the first connection waits for it.
     *
     * @param port its name in the log
     */
    public static PortGuard ofOwnAccount(String port) {
        try {
            int own = SocketOwners.ownUid();
            CompletableFuture<Optional<SocketOwner>> owners =
                    CompletableFuture.supplyAsync(() -> choose(port), task -> DaemonThreads.start("port-guard", task));
            return new PortGuard(port, owners, own);
        } catch (IOException e) {
            log.warn(UNCHECKED, port, e.getMessage());
            return everyone();
        }
    }

    private static Optional<SocketOwner> choose(String port) {
        try {
            return Optional.of(SocketOwners.ofThisMachine());
        } catch (IOException | RuntimeException | LinkageError e) {
            log.warn(UNCHECKED, port, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Returns whether a connection may continue.
     *
     * @param client the address of the other end
     * @param server the address of this end
     */
    public boolean admits(@Nullable SocketAddress client, @Nullable SocketAddress server) {
        Optional<SocketOwner> known = owners.join();
        if (known.isEmpty()) {
            return true;
        }
        if (!(client instanceof InetSocketAddress from) || !(server instanceof InetSocketAddress to)) {
            return false;
        }
        OptionalInt uid = uid(known.get(), from, to);
        boolean admitted = uid.isPresent()
                ? uid.getAsInt() == own || uid.getAsInt() == ROOT
                : !from.getAddress().isLoopbackAddress();
        if (!admitted) {
            warn(uid);
        }
        return admitted;
    }

    private static OptionalInt uid(SocketOwner owners, InetSocketAddress client, InetSocketAddress server) {
        try {
            return owners.uid(client, server);
        } catch (IOException e) {
            log.error("cannot find the account of a connection from {}: {}", client, e.getMessage());
            return OptionalInt.empty();
        }
    }

    /** Writes at most one line a minute: the other account decides how often it connects. */
    private void warn(OptionalInt uid) {
        long now = System.nanoTime();
        long last = lastWarning.get();
        if (now - last >= BETWEEN_WARNINGS && lastWarning.compareAndSet(last, now)) {
            log.warn(
                    "closed a connection to {}: {}",
                    port,
                    uid.isPresent() ? "it is of account " + uid.getAsInt() : "its account is unknown");
        }
    }
}
