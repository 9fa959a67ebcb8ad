package org.sparklaunch.authentication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.sparklaunch.platform.digest.Sha256;

/**
 * A key of a service that manages tokens at a Livy server. {@link #toString} does not show it. Immutable.
 *
 * <p>The launch's own key may register any token. A query tracker has the {@linkplain #forTracker derived key}, which is good
 * for tokens that run SQL only, and from which the launch's key cannot be computed.
 */
public final class ServiceKey {
    private static final int LEAST_CHARACTERS = 32;

    private final byte[] key;

    private ServiceKey(byte[] key) {
        this.key = key;
    }

    /**
     * Reads a key from a file.
     *
     * @throws IOException when the file cannot be read or its content is too short for a key
     */
    public static ServiceKey read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (text.length() < LEAST_CHARACTERS) {
            throw new IOException("service key in " + file + " too short: " + text.length() + " characters, at least "
                    + LEAST_CHARACTERS + " are needed; write 64 hex digits from a random source");
        }
        return of(text);
    }

    /** Makes a key of its characters. */
    public static ServiceKey of(String characters) {
        return new ServiceKey(characters.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the characters of the key for query trackers, which is derived from this one. */
    public String forTracker() {
        return HexFormat.of().formatHex(mac("query-tracker".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Returns whether the characters are this key's; takes the same time for all of one length. */
    public boolean matches(String characters) {
        return MessageDigest.isEqual(key, characters.getBytes(StandardCharsets.UTF_8));
    }

    byte[] mac(byte[] message) {
        return Sha256.mac(key, message);
    }

    @Override
    public String toString() {
        return "ServiceKey(hidden)";
    }
}
