package org.sparklaunch.livy.server.auth;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** An entry of the token journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TokenEntry.Granted.class, name = "granted"),
    @JsonSubTypes.Type(value = TokenEntry.Revoked.class, name = "revoked")
})
sealed interface TokenEntry {

    /** The token with this hash identifies the user until {@code expiresAt}, in epoch milliseconds. */
    record Granted(String hash, String user, boolean sqlOnly, long expiresAt) implements TokenEntry {}

    /** The token with this hash is no longer valid. */
    record Revoked(String hash) implements TokenEntry {}
}
