package org.sparklaunch.launcher.spark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.pages.PagePassword;

/** Sends GET requests to find out whether a server answers. Thread-safe. */
public final class HttpProbe {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final HttpClient client;
    private final Optional<PagePassword> password;

    /** Creates a probe that trusts the certificates that Java trusts. */
    public HttpProbe() {
        this(Optional.empty());
    }

    /** Creates a probe of Spark's pages, which proves that it knows their password. */
    public HttpProbe(Optional<PagePassword> password) {
        this.client = builder().build();
        this.password = password;
    }

    /** Creates a probe that trusts the certificates that the context trusts. */
    public HttpProbe(SSLContext trust) {
        this.client = builder().sslContext(trust).build();
        this.password = Optional.empty();
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().connectTimeout(LIMIT).version(HttpClient.Version.HTTP_1_1);
    }

    /**
     * Returns the body of a response with status 200; empty for any other outcome.
     *
     * @throws CommandException when the server's certificate is for another address
     */
    public Optional<String> get(String url) {
        URI uri = URI.create(url);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LIMIT);
        password.ifPresent(known -> request.header(PagePassword.PROOF, known.prove("GET", uri, Instant.now())));
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (SSLException e) {
            return refused(url, e);
        } catch (IOException e) {
            return Optional.empty(); // Not ready yet: the caller asks again until its own limit.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> refused(String url, SSLException e) {
        if (e.getCause() instanceof CertificateException) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "the certificate of --tls-keystore is not valid for " + url + ", the address of clients ("
                            + e.getMessage()
                            + "); use one for that name, or bind the certificate's name with --host or --livy-host",
                    e);
        }
        return Optional.empty(); // The server ended in the middle of a handshake.
    }
}
