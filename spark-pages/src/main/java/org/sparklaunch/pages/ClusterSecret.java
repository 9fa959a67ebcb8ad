package org.sparklaunch.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret that the Spark processes of one cluster share: its characters are Spark's {@code spark.authenticate.secret}.
 * {@link #toString} does not show it. Immutable.
 */
public final class ClusterSecret {
    private static final int BYTES = 32;
    private static final int LEAST_CHARACTERS = 32;

    private final String characters;

    private ClusterSecret(String characters) {
        this.characters = characters;
    }

    /** Generates a secret. */
    public static ClusterSecret generate() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new ClusterSecret(HexFormat.of().formatHex(bytes));
    }

    /** Makes a secret of its characters. */
    public static ClusterSecret of(String characters) {
        return new ClusterSecret(characters);
    }

    /**
     * Reads a secret from a file.
     *
     * @throws IOException when the file cannot be read or its content is too short
     */
    public static ClusterSecret read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (text.length() < LEAST_CHARACTERS || text.contains("\n")) {
            throw new IOException("cluster secret in " + file + " is not one line of at least " + LEAST_CHARACTERS
                    + " characters; write 64 hex digits from a random source");
        }
        return of(text);
    }

    /** Returns the characters. */
    public String characters() {
        return characters;
    }

    /** Returns the password of Spark's pages, which is derived from this secret. */
    public PagePassword pagePassword() {
        return PagePassword.of(HexFormat.of().formatHex(HmacSha256.of(characters, "spark-pages"), 0, 16));
    }

    /** Returns the password with which the cluster writes to ZooKeeper, derived from this secret. */
    public String zooKeeperPassword() {
        return HexFormat.of().formatHex(HmacSha256.of(characters, "zookeeper"), 0, 16);
    }

    /** Returns the password of the metastore's clients, derived from this secret. */
    public String metastorePassword() {
        return HexFormat.of().formatHex(HmacSha256.of(characters, "metastore"), 0, 16);
    }

    @Override
    public String toString() {
        return "ClusterSecret(hidden)";
    }
}
