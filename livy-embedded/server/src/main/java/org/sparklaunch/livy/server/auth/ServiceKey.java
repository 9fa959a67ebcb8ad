package org.sparklaunch.livy.server.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The key of the services that may manage tokens. {@link #toString} hides it. */
public final class ServiceKey {
    private final byte @Nullable [] key;

    private ServiceKey(byte @Nullable [] key) {
        this.key = key;
    }

    /** Reads the key; without a file no service has it. */
    public static ServiceKey read(@Nullable Path file) throws IOException {
        if (file == null) {
            return new ServiceKey(null);
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (text.length() < 32) {
            throw new IOException("the service key in " + file + " has " + text.length()
                    + " characters, at least 32 are needed; write 64 hex digits from a random source");
        }
        return new ServiceKey(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Compares in constant time. */
    public boolean matches(String presented) {
        return key != null && MessageDigest.isEqual(key, presented.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ServiceKey(hidden)";
    }
}
