package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tokens of users, given to a Livy server as the query tracker gives its own: by their hash, with the service key. */
final class UserTokens {
    private UserTokens() {}

    /** A token by which the caller is the user. */
    static String issue(RunningCluster cluster, String user) {
        String token = "token-of-" + user;
        String body = "{\"user\":\"" + user + "\",\"ttlSeconds\":1200}";
        Http.Answer given =
                cluster.livy().put("Service " + serviceKey(cluster), "/spark-launch/tokens/" + sha256(token), body);
        assertThat(given.status()).as(given.body()).isBetween(200, 204);
        return token;
    }

    static String serviceKey(RunningCluster cluster) {
        try {
            return Files.readString(cluster.stateDir().resolve("service-key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
