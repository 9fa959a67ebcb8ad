package org.sparklaunch.livy.server.auth;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

/** An entry of the token journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TokenEntry.Granted.class, name = "granted"),
    @JsonSubTypes.Type(value = TokenEntry.Revoked.class, name = "revoked")
})
sealed interface TokenEntry {

    /** Carries the entry into the valid tokens, by their hashes. */
    void applyTo(Map<String, Granted> grants);

    /** The token with this hash identifies the user until {@code expiresAt}, in epoch milliseconds. */
    record Granted(String hash, String user, boolean sqlOnly, long expiresAt) implements TokenEntry {
        @Override
        public void applyTo(Map<String, Granted> grants) {
            grants.put(hash, this);
        }
    }

    /** The token with this hash is no longer valid. */
    record Revoked(String hash) implements TokenEntry {
        @Override
        public void applyTo(Map<String, Granted> grants) {
            grants.remove(hash);
        }
    }
}
