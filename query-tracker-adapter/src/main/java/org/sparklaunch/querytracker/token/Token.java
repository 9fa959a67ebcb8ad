package org.sparklaunch.querytracker.token;

import org.sparklaunch.platform.digest.RandomBytes;
import org.sparklaunch.platform.digest.Sha256;

/** A random bearer token. Its value leaves this type only in an {@code Authorization} header. */
public final class Token {
    private static final String PREFIX = "stk-";
    private static final int BYTES = 32;

    private final String text;

    private Token(String text) {
        this.text = text;
    }

    /** Generates a token of 256 random bits. */
    public static Token generate() {
        return new Token(PREFIX + RandomBytes.hex(BYTES));
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
