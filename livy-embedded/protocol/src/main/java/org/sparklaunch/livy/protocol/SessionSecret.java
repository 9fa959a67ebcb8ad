package org.sparklaunch.livy.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * What a server and one driver know and nobody else: 256 random bits. It travels in a file of mode 0600 only, never on a
 * command line, in an environment or over the wire, and its text form says nothing.
 */
public final class SessionSecret {
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    private SessionSecret(byte[] key) {
        this.key = key;
    }

    /** Draws a new secret. */
    public static SessionSecret generate() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return new SessionSecret(key);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException when the file cannot be read or holds something else
     */
    public static SessionSecret read(Path file) throws IOException {
        try {
            return parse(Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not hold a session secret");
        }
    }

    /**
     * Takes what {@link #write} wrote from another place than a file.
     *
     * @throws IllegalArgumentException when it is something else; the message does not repeat it
     */
    public static SessionSecret parse(String text) {
        if (!text.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new IllegalArgumentException("not the " + 2 * BYTES + " hexadecimal digits of a secret");
        }
        return new SessionSecret(HexFormat.of().parseHex(text));
    }

    /**
     * Writes a new file that only its owner can read.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it exists: a secret is never replaced
     */
    public void write(Path file) throws IOException {
        PrivateFiles.writeNew(file, HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII));
    }

    byte[] sign(String role, byte[] theirNonce, byte[] ownNonce) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(role.getBytes(StandardCharsets.US_ASCII));
            mac.update(theirNonce);
            mac.update(ownNonce);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SessionSecret(hidden)";
    }
}
