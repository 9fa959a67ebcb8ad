package org.sparklaunch.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server's key store for this machine's loopback address, made by Java's keytool, and what clients need to believe it. */
record KeyStoreFile(String password) {
    private static final long LIMIT_SECONDS = 60;

    void write(Path folder) throws IOException {
        Files.writeString(passwordFile(folder), password + "\n");
        keytool(folder, "-genkeypair", "-keyalg", "EC", "-dname", "CN=spark-launch", "-ext", "san=ip:127.0.0.1");
        keytool(folder, "-exportcert", "-rfc", "-file", certificate(folder).toString());
    }

    private void keytool(Path folder, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-alias", "server", "-storetype", "PKCS12", "-storepass:file"));
        command.addAll(List.of(
                passwordFile(folder).toString(), "-keystore", store(folder).toString()));
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("keytool did not do " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", e);
        }
    }

    Path store(Path folder) {
        return folder.resolve("keys.p12");
    }

    Path passwordFile(Path folder) {
        return folder.resolve("keys.password");
    }

    Path certificate(Path folder) {
        return folder.resolve("server.pem");
    }

    /** Of a client that believes this server and no other. */
    SSLContext trust(Path folder) {
        try (InputStream pem = Files.newInputStream(certificate(folder))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
