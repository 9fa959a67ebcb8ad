package org.sparklaunch.pages;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The password of the web pages of a cluster's Spark processes. People log in with it; the product's own processes prove that
 * they know it and do not send it, since a port may belong to another account by now. Immutable.
 */
public final class PagePassword {
    /** The user name of the login. */
    public static final String USER = "spark";

    /** The header with a proof. */
    public static final String PROOF = "X-Spark-Launch-Proof";

    /** The header of a response to a request with a proof. */
    public static final String ANSWER = "X-Spark-Launch-Answer";

    /** How far the clocks of two machines may differ, and how long a proof is good. */
    private static final long SECONDS = 60;

    private final String characters;

    private PagePassword(String characters) {
        this.characters = characters;
    }

    /** Makes a password of its characters. */
    static PagePassword of(String characters) {
        return new PagePassword(characters);
    }

    /**
     * Reads the password from a file.
     *
     * @throws IOException when the file cannot be read or is empty
     */
    public static PagePassword read(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new IOException("the password of Spark's pages in " + file + " is empty");
        }
        return of(text);
    }

    /** Returns the characters. */
    public String characters() {
        return characters;
    }

    /** Returns the value of the header {@link #PROOF} of one request, which is good for a minute. */
    public String prove(String method, URI uri, Instant now) {
        String query = uri.getRawQuery();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        long seconds = now.getEpochSecond();
        return seconds + "." + mac(method, uri.getRawAuthority(), query == null ? path : path + "?" + query, seconds);
    }

    /** Returns the value of the header {@link #ANSWER}, by which the server proves in turn that it knows the password. */
    String answer(String proof) {
        return HexFormat.of().formatHex(HmacSha256.of(characters, "answer\n" + proof));
    }

    /** Returns whether the server of a response knows the password. */
    public boolean isAnswer(String answer, String proof) {
        return isEqual(answer(proof), answer);
    }

    /** Returns whether a proof is for this request and from the last minute. */
    boolean isProof(@Nullable String proof, Asked asked, Instant now) {
        int dot = proof == null ? -1 : proof.indexOf('.');
        if (proof == null || dot < 1 || dot > 12 || !proof.substring(0, dot).matches("\\d+")) {
            return false;
        }
        long seconds = Long.parseLong(proof.substring(0, dot));
        String expected = mac(asked.method(), asked.host(), asked.target(), seconds);
        return Math.abs(now.getEpochSecond() - seconds) <= SECONDS && isEqual(expected, proof.substring(dot + 1));
    }

    /** A request, as its proof names it. */
    record Asked(String method, String host, String target) {}

    /** Returns whether an {@code Authorization} header has the user and this password. */
    boolean isLogin(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        try {
            byte[] sent = Base64.getDecoder().decode(authorization.substring(6).strip());
            return isEqual(USER + ":" + characters, new String(sent, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String mac(String method, String host, String target, long seconds) {
        return HexFormat.of()
                .formatHex(HmacSha256.of(characters, method + "\n" + host + "\n" + target + "\n" + seconds));
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "PagePassword(hidden)";
    }
}
