package org.sparklaunch.livy.server.auth;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A line of the tokens' journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TokenEntry.Granted.class, name = "granted"),
    @JsonSubTypes.Type(value = TokenEntry.Revoked.class, name = "revoked")
})
sealed interface TokenEntry {

    /** The token with this hash speaks for the user until then, in epoch milliseconds. */
    record Granted(String hash, String user, boolean sqlOnly, long expiresAt) implements TokenEntry {}

    /** It no longer does. */
    record Revoked(String hash) implements TokenEntry {}
}
