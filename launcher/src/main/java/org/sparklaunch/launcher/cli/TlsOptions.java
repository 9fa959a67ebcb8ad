package org.sparklaunch.launcher.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.config.LivyRequest;
import picocli.CommandLine.Option;

/** The options about HTTPS. */
final class TlsOptions {
    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Key and certificate (PKCS #12) with which the Livy server and the query tracker serve HTTPS;"
                    + " default: plain HTTP.")
    @Nullable
    Path keyStore;

    @Option(
            names = "--tls-keystore-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password of --tls-keystore.")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description =
                    "Certificates (PEM) of other clusters' Livy servers, or of their authorities, that the query tracker"
                            + " trusts besides those of Java and --tls-keystore.")
    @Nullable
    Path trust;

    LivyRequest.Tls request() {
        return new LivyRequest.Tls(keyStore, passwordFile, trust);
    }
}
