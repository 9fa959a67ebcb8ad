package org.sparklaunch.querytracker.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tokens that a {@link FakeLivy} accepts, and whose they are. Guarded by the server's lock. */
final class FakeTokens {
    private final Map<String, String> users = new LinkedHashMap<>();

    void put(String hash, JsonNode body) {
        users.put(hash, body.path("user").asText());
    }

    void remove(String hash) {
        users.remove(hash);
    }

    int size() {
        return users.size();
    }

    void clear() {
        users.clear();
    }

    /** Whose token a request shows; null when it shows none. */
    String owner(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            return null;
        }
        String user = users.get(sha256(authorization.substring("Bearer ".length())));
        if (user == null) {
            throw new Refusal(401, "the token is not known");
        }
        return user;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
