package org.sparklaunch.livy.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.sparklaunch.platform.digest.RandomBytes;
import org.sparklaunch.platform.digest.Sha256;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * The secret of a server and one driver: 256 random bits. A session's secret is stored in a file of mode 0600 only, never on a
 * command line, in an environment or on the wire. {@link #toString} does not show it.
 */
public final class SessionSecret {
    private static final int BYTES = 32;

    private final byte[] key;

    private SessionSecret(byte[] key) {
        this.key = key;
    }

    /** Generates a secret. */
    public static SessionSecret generate() {
        return new SessionSecret(RandomBytes.create(BYTES));
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws IOException when the file cannot be read or has other content
     */
    public static SessionSecret read(Path file) throws IOException {
        try {
            return parse(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not contain a session secret");
        }
    }

    /**
     * Parses the form that {@link #write} writes.
     *
     * @throws IllegalArgumentException for any other form; the message does not repeat it
     */
    public static SessionSecret parse(String text) {
        if (!text.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new IllegalArgumentException("a secret has " + 2 * BYTES + " hexadecimal digits");
        }
        return new SessionSecret(HexFormat.of().parseHex(text));
    }

    /**
     * Writes a new file of mode 0600.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the file exists: a secret is never replaced
     */
    public void write(Path file) throws IOException {
        PrivateFiles.writeNew(file, HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII));
    }

    byte[] sign(String role, byte[] theirNonce, byte[] ownNonce) {
        return Sha256.mac(key, role.getBytes(StandardCharsets.US_ASCII), theirNonce, ownNonce);
    }

    @Override
    public String toString() {
        return "SessionSecret(hidden)";
    }
}
