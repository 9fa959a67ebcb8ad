package org.sparklaunch.launcher;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.config.LaunchRequest;
import picocli.CommandLine.Option;

/** Whether the Livy server and the query tracker speak HTTPS. */
final class TlsOptions {
    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Have the Livy server and the query tracker speak HTTPS, with the key and certificate of this"
                    + " PKCS #12 file; default: plain HTTP.")
    @Nullable
    Path keyStore;

    @Option(
            names = "--tls-keystore-password-file",
            paramLabel = "FILE",
            description = "Its first line is the password of --tls-keystore.")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description =
                    "Certificates (PEM) of other clusters' Livy servers, or of who vouches for them, that the query"
                            + " tracker believes besides those that Java knows and the one of --tls-keystore.")
    @Nullable
    Path trust;

    LaunchRequest.Tls request() {
        return new LaunchRequest.Tls(keyStore, passwordFile, trust);
    }
}
