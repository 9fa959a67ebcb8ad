package org.sparklaunch.authentication.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The names of accounts, from {@code getent passwd}, which also knows accounts of a directory server. Thread-safe. */
final class AccountNames {
    private static final String NAME = "[A-Za-z0-9._@-]{1,128}";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MOST_KNOWN = 10_000;

    private final Map<Integer, String> known = new ConcurrentHashMap<>();

    /** Returns the name; empty when the account has none that this product accepts. */
    Optional<String> of(int uid) throws IOException {
        String name = known.get(uid);
        if (name != null) {
            return Optional.of(name);
        }
        Optional<String> found = lookUp(uid);
        if (found.isPresent() && known.size() < MOST_KNOWN) {
            known.put(uid, found.get());
        }
        return found;
    }

    private static Optional<String> lookUp(int uid) throws IOException {
        Process getent = new ProcessBuilder("getent", "passwd", Integer.toUnsignedString(uid))
                .redirectErrorStream(true)
                .start();
        try {
            getent.getOutputStream().close();
            if (!getent.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("getent passwd " + uid + " gave no answer within " + LIMIT.toSeconds() + " s");
            }
            String line = new String(getent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String name = line.split(":", 2)[0];
            return getent.exitValue() == 0 && name.matches(NAME) ? Optional.of(name) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the name of account " + uid + " was looked up", e);
        } finally {
            getent.destroy();
        }
    }
}
