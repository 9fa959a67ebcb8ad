package org.sparklaunch.querytracker.token;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.sparklaunch.platform.digest.Sha256;

/** A random bearer token. Its value leaves this type only in an {@code Authorization} header. */
public final class Token {
    private static final String PREFIX = "stk-";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /** Generates a token of 256 random bits. */
    public static Token generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Token(PREFIX + HexFormat.of().formatHex(bytes));
    }

    /** Returns the hash, which identifies the token and may be stored and sent. */
    public TokenHash hash() {
        return new TokenHash(Sha256.hex(text));
    }

    /** Returns the value of an {@code Authorization} header, for the HTTP client only. */
    public String bearer() {
        return "Bearer " + text;
    }

    @Override
    public String toString() {
        return PREFIX + "(hidden)";
    }
}
