package org.sparklaunch.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparklaunch.platform.digest.RandomBytes;
import org.sparklaunch.platform.digest.Sha256;

/**
 * A request whose sender proves that it knows a {@link ServiceKey} without sending it: the {@code Authorization} header is
 * {@code ServiceProof time=SECONDS,nonce=HEX,mac=HEX}. The MAC is HMAC-SHA-256 over method, host, path, time, nonce and the
 * SHA-256 of the body, so that a server which receives the proof can use it for nothing else and nowhere else.
 *
 * @param method the HTTP method
 * @param host the {@code Host} header
 * @param path the path as it is sent
 * @param body the body, of no bytes when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ServiceRequest(String method, String host, String path, byte[] body) {
    /** What the header begins with. */
    public static final String SCHEME = "ServiceProof ";

    private static final int NONCE_BYTES = 16;
    private static final Pattern PROOF =
            Pattern.compile(SCHEME + "time=(\\d{1,12}),nonce=([0-9a-f]{32}),mac=([0-9a-f]{64})");

    /** Returns the header's value for this request at this time, with a new nonce. */
    public String prove(ServiceKey key, Instant now) {
        String hex = RandomBytes.hex(NONCE_BYTES);
        long time = now.getEpochSecond();
        return SCHEME + "time=" + time + ",nonce=" + hex + ",mac="
                + HexFormat.of().formatHex(key.mac(message(time, hex)));
    }

    /** Returns the time and nonce of a header that proves knowledge of the key for this request; empty for any other header. */
    Optional<Proof> verify(ServiceKey key, String header) {
        Matcher proof = PROOF.matcher(header);
        if (!proof.matches()) {
            return Optional.empty();
        }
        long time = Long.parseLong(proof.group(1));
        byte[] mac = HexFormat.of().parseHex(proof.group(3));
        return MessageDigest.isEqual(key.mac(message(time, proof.group(2))), mac)
                ? Optional.of(new Proof(Instant.ofEpochSecond(time), proof.group(2)))
                : Optional.empty();
    }

    /** What a good header holds. */
    record Proof(Instant time, String nonce) {}

    private byte[] message(long time, String nonce) {
        String text = String.join("\n", method, host, path, String.valueOf(time), nonce, Sha256.hex(body));
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
