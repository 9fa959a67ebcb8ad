package org.sparklaunch.livy.server.driver.endpoint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.protocol.UploadAddress;
import org.sparklaunch.livy.server.driver.DriverDirectory;
import org.sparklaunch.livy.server.driver.process.DriverFolder;

/** Serves files that clients sent to sessions to drivers on other machines. */
public final class UploadStore {
    private final @Nullable Path sessions;

    private UploadStore(@Nullable Path sessions) {
        this.sessions = sessions;
    }

    /** Serves the uploads of sessions in this folder, each in a folder with its driver's name. */
    public static UploadStore of(Path sessions) {
        return new UploadStore(sessions);
    }

    /** Returns a store that serves nothing, for drivers on the server's machine. */
    static UploadStore closed() {
        return new UploadStore(null);
    }

    /** Returns the address of a file in its session's folder, for the driver. */
    public static String address(Path file) {
        Path upload = file.toAbsolutePath();
        int names = upload.getNameCount();
        return new UploadAddress(
                        upload.getName(names - 4).toString(),
                        upload.getName(names - 2).toString(),
                        upload.getFileName().toString())
                .toUri();
    }

    /** Returns the file if the request proves the secret of its session. */
    Optional<Path> find(FileRequest request, DriverDirectory directory) {
        Path root = sessions;
        return root == null
                ? Optional.empty()
                : UploadAddress.ofRequest(request.path())
                        .filter(address -> directory
                                .secret(address.driver())
                                .filter(secret -> isProved(address, secret, request.proof()))
                                .isPresent())
                        .map(address -> new DriverFolder(root.resolve(address.driver()))
                                .uploads()
                                .resolve(address.upload())
                                .resolve(address.name()))
                        .filter(Files::isRegularFile);
    }

    private static boolean isProved(UploadAddress address, SessionSecret secret, String proof) {
        return MessageDigest.isEqual(
                address.proof(secret).getBytes(StandardCharsets.US_ASCII), proof.getBytes(StandardCharsets.US_ASCII));
    }
}
