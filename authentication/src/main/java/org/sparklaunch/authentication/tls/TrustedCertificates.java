package org.sparklaunch.authentication.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates that a client trusts: those of Java's authorities and additional ones. */
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * Reads the certificates of a file in PEM form, of authorities or of servers.
     *
     * @throws IllegalArgumentException when there is none in it, with a message for the user
     */
    public static List<Certificate> read(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            List<Certificate> certificates =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem));
            if (certificates.isEmpty()) {
                throw new IOException("no certificate");
            }
            return certificates;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "cannot read trusted certificates from " + file + " (" + e.getMessage()
                            + "); it must hold them in PEM form, -----BEGIN CERTIFICATE-----",
                    e);
        }
    }

    /** Returns the context of a client that also trusts these certificates. */
    public static SSLContext context(Collection<Certificate> besides) {
        try {
            List<Certificate> all = new ArrayList<>(besides);
            for (TrustManager known : managers(null)) {
                if (known instanceof X509TrustManager authorities) {
                    all.addAll(List.of(authorities.getAcceptedIssuers()));
                }
            }
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate : all) {
                trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(trusted), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot create a trust store: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }
}
