package org.sparklaunch.launcher.config;

import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.sparklaunch.authentication.tls.TlsKeyStore;
import org.sparklaunch.authentication.tls.TrustedCertificates;
import org.sparklaunch.livy.settings.LivyConfig.TlsConfig;

/**
 * The certificates of a launch; all files are absolute.
 *
 * @param own the key store of the Livy server and the query tracker
 * @param trust certificates that the launch and its tracker trust besides those of Java and its own
 */
public record TlsSpec(TlsConfig own, Optional<Path> trust) {
    /**
     * Reads the files.
     *
     * @throws IllegalArgumentException when one cannot be used, with a message for the user
     */
    void check() {
        certificates();
    }

    /**
     * Returns what clients of this launch trust.
     *
     * @throws IllegalArgumentException when a file cannot be used, with a message for the user
     */
    public SSLContext trustedContext() {
        return TrustedCertificates.context(certificates());
    }

    private List<Certificate> certificates() {
        List<Certificate> certificates = new ArrayList<>(
                TlsKeyStore.read(own.keyStore(), own.passwordFile()).certificates());
        trust.ifPresent(file -> certificates.addAll(TrustedCertificates.read(file)));
        return certificates;
    }
}
