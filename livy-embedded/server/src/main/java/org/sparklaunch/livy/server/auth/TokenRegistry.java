package org.sparklaunch.livy.server.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.platform.digest.Sha256;

/** The valid tokens. Only their SHA-256 hashes are kept; they survive a restart. Thread-safe. */
public final class TokenRegistry implements AutoCloseable {
    private final InstantSource clock;
    private final JournalFile<TokenEntry> journal;
    private final Map<String, TokenEntry.Granted> grants = new LinkedHashMap<>();

    private TokenRegistry(JournalFile<TokenEntry> journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Reads the journal and removes expired tokens from it. */
    public static TokenRegistry open(Path file, InstantSource clock) throws IOException {
        JournalFile.Opened<TokenEntry> opened = JournalFile.open(file, TokenEntry.class);
        TokenRegistry registry = new TokenRegistry(opened.journal(), clock);
        opened.entries().forEach(entry -> entry.applyTo(registry.grants));
        registry.dropExpired();
        registry.journal.replace(List.copyOf(registry.grants.values()));
        return registry;
    }

    /** Registers a token for a user, or extends it. */
    public synchronized void grant(String hash, Caller caller, Duration timeToLive) {
        String user = Objects.requireNonNull(caller.user(), "a token has a user");
        add(new TokenEntry.Granted(hash, user, caller.sqlOnly(), clock.millis() + timeToLive.toMillis()));
    }

    /** Returns whose token has this hash; empty when it is unknown, expired or revoked. */
    public synchronized Optional<Caller> holder(String hash) {
        dropExpired();
        return Optional.ofNullable(grants.get(hash)).map(grant -> new Caller(grant.user(), grant.sqlOnly()));
    }

    /** Revokes a token; without effect when it is unknown. */
    public synchronized void revoke(String hash) {
        if (grants.containsKey(hash)) {
            add(new TokenEntry.Revoked(hash));
        }
    }

    /** Returns the caller who sent this token; empty when it is unknown, expired or revoked. */
    public synchronized Optional<Caller> identify(String token) {
        return holder(hash(token));
    }

    private void add(TokenEntry entry) {
        journal.append(entry);
        entry.applyTo(grants);
    }

    private void dropExpired() {
        grants.values().removeIf(grant -> grant.expiresAt() <= clock.millis());
    }

    static String hash(String token) {
        return Sha256.hex(token);
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
