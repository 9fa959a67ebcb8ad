package org.sparklaunch.livy.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The address of an uploaded file for a driver on another host. The drivers' port answers HTTP requests for it that prove
 * knowledge of the session's secret. The file is not encrypted, like all other messages between server and driver.
 *
 * @param driver the driver's name at the server
 * @param upload distinguishes uploads with the same name
 * @param name the name of the file
 */
public record UploadAddress(String driver, String upload, String name) {
    /** The header that holds the {@link #proof}. */
    public static final String PROOF = "X-Upload-Proof";

    private static final String SCHEME = "upload";
    private static final String ROOT = "/uploads/";
    private static final String WORD = "[A-Za-z0-9][A-Za-z0-9-]{0,99}";

    /** Refuses names that lead to another file. */
    public UploadAddress {
        if (!driver.matches(WORD) || !upload.matches(WORD) || name.isEmpty() || name.contains("/") || isDots(name)) {
            throw new IllegalArgumentException("wrong address of an upload: " + driver + ", " + upload + ", " + name);
        }
    }

    private static boolean isDots(String name) {
        return name.equals(".") || name.equals("..");
    }

    /** Parses an address in a message to the driver; empty for any other address. */
    public static Optional<UploadAddress> parse(String uri) {
        return uri.startsWith(SCHEME + ":/") ? of(uri.substring(SCHEME.length() + 2)) : Optional.empty();
    }

    /** Parses the path of an HTTP request; empty for any other path. */
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

    /** Returns the form that {@link #parse} reads. */
    public String toUri() {
        return SCHEME + ":/" + encoded();
    }

    /** Returns the path of the HTTP request. */
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

    /** Returns a proof of knowledge of the secret, which is valid for this file only and does not reveal the secret. */
    public String proof(SessionSecret secret) {
        byte[] path = requestPath().getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(secret.sign(SCHEME, path, new byte[0]));
    }
}
