package org.sparklaunch.authentication.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's private key and its certificates, in a PKCS #12 or JKS file as for {@code livy.keystore}. A file that changes
 * is read again within half a minute, so that a renewed certificate needs no restart. If it cannot be read, the old one stays.
 */
public final class TlsKeyStore {
    private static final Logger log = LoggerFactory.getLogger(TlsKeyStore.class);
    private static final int SCAN_SECONDS = 10;

    private final Path file;
    private final String password;
    private final List<Certificate> certificates;

    private TlsKeyStore(Path file, String password, List<Certificate> certificates) {
        this.file = file;
        this.password = password;
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Opens the file once, so that errors are reported at the start.
     *
     * @param passwordFile its first line is the password of the file and of the key in it
     * @throws IllegalArgumentException with a message for the user
     */
    public static TlsKeyStore read(Path file, Path passwordFile) {
        String password = firstLine(passwordFile);
        try {
            return new TlsKeyStore(file, password, certificates(file, password.toCharArray()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "cannot use the TLS key store " + file + " (" + e.getMessage() + "); it must be a PKCS #12 file"
                            + " whose password is the first line of " + passwordFile,
                    e);
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the password of the TLS key store: " + e, e);
        }
    }

    private static List<Certificate> certificates(Path file, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(file.toFile(), password);
        List<Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.getKey(alias, password) != null) {
                certificates.addAll(List.of(keys.getCertificateChain(alias)));
            }
        }
        if (certificates.isEmpty()) {
            throw new IOException("no private key");
        }
        return certificates;
    }

    /** Returns the server's certificate and its chain, for clients of the same launch. */
    public List<Certificate> certificates() {
        return certificates;
    }

    /** Jetty drops the old keys before it reads the new ones, so a file is checked before. */
    private final class Reloading extends SslContextFactory.Server {
        @Override
        public void reload(Consumer<SslContextFactory> change) throws Exception {
            try {
                certificates(file, password.toCharArray());
            } catch (IOException | GeneralSecurityException e) {
                log.error("cannot read the changed key store {}: {}; the old one stays in use", file, e.getMessage());
                return;
            }
            super.reload(change);
            log.info("the changed key store {} is in use", file);
        }
    }

    /** Creates a connector that listens on the address with this key store; port 0 takes any free one. */
    public Connector connector(Server server, HttpConfiguration settings, String host, int port) {
        SslContextFactory.Server tls = new Reloading();
        tls.setKeyStorePath(file.toString());
        tls.setKeyStorePassword(password);
        KeyStoreScanner scanner = new KeyStoreScanner(tls);
        scanner.setScanInterval(SCAN_SECONDS);
        server.addBean(scanner);
        HttpConfiguration secure = new HttpConfiguration(settings);
        // Clients check the name; through an address or a tunnel it is never that of the certificate.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(secure));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }
}
