package org.sparklaunch.authentication;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The bcrypt hashes of a password file. Every refusal costs the same work, whatever the cost of the user's hash and whether the
 * user exists: as much as the most expensive hash of the file.
 */
final class PasswordHashes {
    /** The cost of htpasswd's default and above, for a file with cheap hashes or none. */
    static final int LEAST_COST = 5;

    private static final String SALT_AND_HASH = "abcdefghijklmnopqrstuuetGRvO6QNMBbbIoo5tpQkbPXg26U9Qu";

    private final Map<String, String> hashes;
    private final int highestCost;
    private final Check check;

    /** Compares a password with a hash, which costs two to the power of the hash's cost. */
    interface Check {
        boolean matches(String password, String hash);
    }

    /** bcrypt uses these bytes of a password, and so does {@code htpasswd}. */
    private static final int MOST_BYTES = 72;

    /** The real check. */
    static final Check BCRYPT = (password, hash) ->
            BCrypt.verifyer().verify(used(password), hash.getBytes(StandardCharsets.US_ASCII)).verified;

    private static byte[] used(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return bytes.length > MOST_BYTES ? Arrays.copyOf(bytes, MOST_BYTES) : bytes;
    }

    PasswordHashes(Map<String, String> hashes, Check check) {
        this.hashes = Map.copyOf(hashes);
        this.check = check;
        this.highestCost =
                hashes.values().stream().mapToInt(PasswordHashes::cost).reduce(LEAST_COST, Math::max);
    }

    boolean isRight(String user, String password) {
        Optional<String> hash = Optional.ofNullable(hashes.get(user));
        if (hash.isEmpty()) {
            check.matches(password, dummy(highestCost));
            return false;
        }
        if (check.matches(password, hash.get())) {
            return true;
        }
        // 2^c + (2^c + 2^(c+1) + … + 2^(m-1)) = 2^m
        for (int cost = cost(hash.get()); cost < highestCost; cost++) {
            check.matches(password, dummy(cost));
        }
        return false;
    }

    private static int cost(String hash) {
        return Integer.parseInt(hash.substring(4, 6));
    }

    private static String dummy(int cost) {
        return "$2b$%02d$%s".formatted(cost, SALT_AND_HASH);
    }
}
