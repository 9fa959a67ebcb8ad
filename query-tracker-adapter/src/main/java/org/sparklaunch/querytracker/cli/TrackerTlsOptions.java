package org.sparklaunch.querytracker.cli;

import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.tls.TlsKeyStore;
import org.sparklaunch.authentication.tls.TrustedCertificates;
import picocli.CommandLine.Option;

/** Options of TLS: to the tracker, and from it to Livy servers. */
final class TrackerTlsOptions {
    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Serve HTTPS with the key and certificate of this PKCS #12 file; default: plain HTTP.")
    private @Nullable Path keyStore;

    @Option(
            names = "--tls-keystore-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password of --tls-keystore.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--tls-trust",
            paramLabel = "FILE",
            description = "Certificates (PEM) of Livy servers or their authorities to trust, in addition to"
                    + " those of Java and the one of --tls-keystore.")
    private @Nullable Path trust;

    /**
     * Returns the tracker's key and certificate; null for plain HTTP.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    @Nullable
    TlsKeyStore keyStore() {
        if (keyStore == null && passwordFile == null) {
            return null;
        }
        if (keyStore == null || passwordFile == null) {
            throw new IllegalArgumentException(
                    "--tls-keystore and --tls-keystore-password-file: only one was given; give both or neither");
        }
        return TlsKeyStore.read(keyStore, passwordFile);
    }

    /** Returns the certificates that the tracker trusts. */
    SSLContext trust(@Nullable TlsKeyStore own) {
        List<Certificate> besides = new ArrayList<>(own == null ? List.of() : own.certificates());
        if (trust != null) {
            besides.addAll(TrustedCertificates.read(trust));
        }
        return TrustedCertificates.context(besides);
    }
}
