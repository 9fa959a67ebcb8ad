package org.sparklaunch.authentication;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a request. {@link #toString} shows no secret.
 *
 * @param remoteAddress of the connection, without port
 * @param header the value of a header, null for none
 */
public record Credentials(String remoteAddress, Function<String, @Nullable String> header) {

    /**
     * Returns the value of a header; null for none. Several values are joined by commas, which no method accepts: a client may
     * have added one to that of its proxy.
     */
    public static @Nullable String single(Collection<String> values) {
        return values.isEmpty() ? null : String.join(", ", values);
    }

    /** A user name and password. */
    record Basic(String user, String password) {
        @Override
        public String toString() {
            return user + ":(hidden)";
        }
    }

    Optional<Basic> basic() {
        return scheme("Basic ").flatMap(Credentials::decode);
    }

    Optional<String> bearer() {
        return scheme("Bearer ");
    }

    private Optional<String> scheme(String scheme) {
        return Optional.ofNullable(header.apply("Authorization"))
                .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(value -> value.substring(scheme.length()).strip());
    }

    private static Optional<Basic> decode(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1
                    ? Optional.empty()
                    : Optional.of(new Basic(pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            // Not base64: no credentials.
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Credentials(from " + remoteAddress + ")";
    }
}
