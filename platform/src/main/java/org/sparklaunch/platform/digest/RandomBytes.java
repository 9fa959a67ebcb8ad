package org.sparklaunch.platform.digest;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Creates random bytes that cannot be guessed: secrets, salts and nonces. Thread-safe. */
public final class RandomBytes {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomBytes() {}

    /** Returns new random bytes. */
    public static byte[] create(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Returns new random bytes as lower-case hexadecimal digits, two for each byte. */
    public static String hex(int count) {
        return HexFormat.of().formatHex(create(count));
    }
}
