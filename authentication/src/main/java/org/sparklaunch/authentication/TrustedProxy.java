package org.sparklaunch.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/** Accepts the user name in a header from a proxy with a known address and a shared secret. */
final class TrustedProxy implements Authenticator {
    static final String SECRET_HEADER = "X-Proxy-Secret";

    private final Set<String> addresses;
    private final byte[] secret;
    private final String userHeader;

    TrustedProxy(Set<String> addresses, String secret, String userHeader) {
        this.addresses = Set.copyOf(addresses);
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.userHeader = userHeader;
    }

    @Override
    public Optional<String> user(Credentials presented) {
        String shown = presented.header().apply(SECRET_HEADER);
        boolean trusted = shown != null
                && addresses.contains(presented.remoteAddress())
                && MessageDigest.isEqual(secret, shown.getBytes(StandardCharsets.UTF_8));
        return trusted ? Optional.ofNullable(presented.header().apply(userHeader)) : Optional.empty();
    }

    @Override
    public String challenge() {
        return "Proxy";
    }
}
