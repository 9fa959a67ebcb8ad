package org.sparklaunch.launcher.config;

import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.sparklaunch.authentication.tls.TlsKeyStore;
import org.sparklaunch.authentication.tls.TrustedCertificates;

/**
 * How the Livy server and the query tracker prove their name; all files absolute.
 *
 * @param passwordFile its first line is the key store's password
 * @param trust certificates that the launch and its tracker believe besides those that Java knows and this one
 */
public record TlsSpec(Path keyStore, Path passwordFile, Optional<Path> trust) {
    /**
     * This, when its files can be used.
     *
     * @throws IllegalArgumentException when they cannot, in words for the user
     */
    TlsSpec checked() {
        certificates();
        return this;
    }

    /**
     * Whom clients of this launch believe.
     *
     * @throws IllegalArgumentException when a file cannot be used, in words for the user
     */
    public SSLContext trusted() {
        return TrustedCertificates.context(certificates());
    }

    private List<Certificate> certificates() {
        List<Certificate> certificates =
                new ArrayList<>(TlsKeyStore.read(keyStore, passwordFile).certificates());
        trust.ifPresent(file -> certificates.addAll(TrustedCertificates.read(file)));
        return certificates;
    }
}
