package org.sparklaunch.querytracker.token;

/**
 * The SHA-256 of a token, by which a server recognises the token.
 *
 * @param hex 64 hexadecimal digits
 */
public record TokenHash(String hex) {
    /** Checks the form. */
    public TokenHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal digits: " + hex.length() + " characters");
        }
    }
}
