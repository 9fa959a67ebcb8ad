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
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A server's private key and its certificates, in a PKCS #12 or JKS file as for {@code livy.keystore}. A file that changes
 * is read again within seconds, so that a renewed certificate needs no restart; one that cannot be read then changes nothing.
 */
public final class TlsKeyStore {
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
     * Opens the file once, so that mistakes are told at the start.
     *
     * @param passwordFile its first line is the password of the file and of the key in it
     * @throws IllegalArgumentException in words for the user
     */
    public static TlsKeyStore read(Path file, Path passwordFile) {
        String password = firstLine(passwordFile);
        try {
            return new TlsKeyStore(file, password, certificates(file, password.toCharArray()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the TLS key store " + file + " cannot be used (" + e.getMessage() + "); it must be a PKCS #12 file"
                            + " whose password is the first line of " + passwordFile,
                    e);
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("the password of the TLS key store cannot be read: " + e, e);
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
            throw new IOException("it holds no private key");
        }
        return certificates;
    }

    /** The server's own certificate and those that vouch for it, for clients of the same launch. */
    public List<Certificate> certificates() {
        return certificates;
    }

    /** What listens with it on the address, port 0 for any free one. */
    public Connector connector(Server server, HttpConfiguration settings, String host, int port) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(file.toString());
        tls.setKeyStorePassword(password);
        KeyStoreScanner scanner = new KeyStoreScanner(tls);
        scanner.setScanInterval(SCAN_SECONDS);
        server.addBean(scanner);
        HttpConfiguration secure = new HttpConfiguration(settings);
        // Callers check the name themselves; by an address, or through a tunnel, it is never the certificate's.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(server, tls, new HttpConnectionFactory(secure));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }
}
