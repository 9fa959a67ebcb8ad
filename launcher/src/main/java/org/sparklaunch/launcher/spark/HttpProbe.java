package org.sparklaunch.launcher.spark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/** Asks whether something answers over HTTP. Thread-safe. */
public final class HttpProbe {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final HttpClient client;

    /** A probe with connections of its own, which believes the servers that Java believes. */
    public HttpProbe() {
        this.client = builder().build();
    }

    /** A probe that believes the servers that the context does. */
    public HttpProbe(SSLContext trust) {
        this.client = builder().sslContext(trust).build();
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().connectTimeout(LIMIT).version(HttpClient.Version.HTTP_1_1);
    }

    /**
     * The body of a 200 answer; empty for any other outcome.
     *
     * @throws CommandException when the server's certificate is not for this address, which no waiting mends
     */
    public Optional<String> get(String url) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (SSLException e) {
            return refused(url, e);
        } catch (IOException e) {
            return Optional.empty(); // Not up yet: the caller asks again until its own limit.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> refused(String url, SSLException e) {
        if (e.getCause() instanceof CertificateException) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The certificate of --tls-keystore does not fit " + url + ", where clients will look ("
                            + e.getMessage()
                            + "); give one for that name, or bind the name that it is for with --host or --livy-host",
                    e);
        }
        return Optional.empty(); // A start that breaks off in the middle of a greeting.
    }
}
