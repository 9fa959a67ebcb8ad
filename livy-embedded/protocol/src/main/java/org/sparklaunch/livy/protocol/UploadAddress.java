package org.sparklaunch.livy.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a driver on another machine finds a file that a client sent to its session: at the port that it dials anyway, by
 * HTTP, for whoever proves to know the session's secret. Like what else goes between the two, the file itself is in clear.
 *
 * @param driver the name under which the driver calls
 * @param upload tells uploads of one name apart
 * @param name of the file
 */
public record UploadAddress(String driver, String upload, String name) {
    /** The header that holds the {@link #proof}. */
    public static final String PROOF = "X-Upload-Proof";

    private static final String SCHEME = "upload";
    private static final String ROOT = "/uploads/";
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9-]{0,99}";

    /** Checks that nothing in it leads anywhere else. */
    public UploadAddress {
        if (!driver.matches(WORD) || !upload.matches(WORD) || name.isEmpty() || name.contains("/") || isDots(name)) {
            throw new IllegalArgumentException("no address of an upload: " + driver + ", " + upload + ", " + name);
        }
    }

    private static boolean isDots(String name) {
        return name.equals(".") || name.equals("..");
    }

    /** The address in an order to the driver; empty for a text that is another kind of address. */
    public static Optional<UploadAddress> parse(String uri) {
        return uri.startsWith(SCHEME + ":/") ? of(uri.substring(SCHEME.length() + 2)) : Optional.empty();
    }

    /** What an HTTP request asks for; empty when it is no upload. */
    public static Optional<UploadAddress> ofRequest(String path) {
        return path.startsWith(ROOT) ? of(path.substring(ROOT.length())) : Optional.empty();
    }

    private static Optional<UploadAddress> of(String encoded) {
        try {
            String[] parts = new URI("/" + encoded).getPath().split("/", -1);
            return parts.length == 4 ? Optional.of(new UploadAddress(parts[1], parts[2], parts[3])) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The text that {@link #parse} takes. */
    public String toUri() {
        return SCHEME + ":/" + encoded();
    }

    /** The path of the HTTP request. */
    public String requestPath() {
        return ROOT + encoded();
    }

    private String encoded() {
        try {
            return new URI(null, null, "/" + driver + "/" + upload + "/" + name, null)
                    .toASCIIString()
                    .substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an absolute path is always part of an address", e);
        }
    }

    /** Shows that whoever sends it knows the secret, and tells nothing of it; good for this file alone. */
    public String proof(SessionSecret secret) {
        byte[] path = requestPath().getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(secret.sign(SCHEME, path, new byte[0]));
    }
}
