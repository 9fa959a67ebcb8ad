package org.sparklaunch.discovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The user and password of ZooKeeper's digest scheme with which a cluster writes its nodes. {@link #toString} does not show the
 * password.
 */
public record ZooKeeperCredentials(String user, String password) {
    /** The scheme. */
    static final String SCHEME = "digest";

    /**
     * Reads {@code user:password} from a file.
     *
     * @throws IOException when the file cannot be read or has another form
     */
    public static ZooKeeperCredentials read(Path file) throws IOException {
        String text = Files.readString(file).strip();
        int colon = text.indexOf(':');
        if (colon <= 0 || colon == text.length() - 1 || text.contains("\n")) {
            throw new IOException("the credentials for ZooKeeper in " + file + " do not have the form user:password");
        }
        return new ZooKeeperCredentials(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Returns the characters that the digest scheme takes. */
    public String text() {
        return user + ":" + password;
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ZooKeeperCredentials(" + user + ")";
    }
}
