package org.sparklaunch.querytracker.livy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.authentication.ServiceRequest;
import org.sparklaunch.querytracker.livy.LivyException.Reason;
import org.sparklaunch.querytracker.token.Token;

/** JSON over kept-alive HTTP/1.1 connections to one Livy server. Thread-safe. */
final class LivyHttp {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** What a server may take on top of a wait that it was asked for; ending a session blocks for some seconds. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    /** Livy's text at its session limit. */
    private static final String TOO_MANY = "too many sessions";

    /** Decimals of results keep every digit. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Trusts the certificates that Java trusts. */
    static final HttpClient PLAIN = builder().build();

    private static final byte[] NO_BODY = {};

    private final URI base;
    private final HttpClient client;

    LivyHttp(URI base, HttpClient client) {
        this.base = base;
        this.client = client;
    }

    /** One for all servers: it keeps connections per address. The JDK's client sets TCP_NODELAY by itself. */
    static HttpClient client(SSLContext trust) {
        return builder().sslContext(trust).build();
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_LIMIT);
    }

    URI base() {
        return base;
    }

    /** Makes the header that names the caller; asked again for each repetition, which may need another header. */
    interface Authorization {
        String header(String method, URI target, byte[] body);

        /** A token that the server knows. */
        static Authorization bearer(Token token) {
            return (method, target, body) -> token.bearer();
        }

        /** Proof of a key that is not sent. */
        static Authorization proof(ServiceKey key) {
            return (method, target, body) -> new ServiceRequest(
                            method, target.getRawAuthority(), target.getRawPath(), body)
                    .prove(key, Instant.now());
        }
    }

    /** One call of the server. */
    record Call(
            String method,
            String path,
            @Nullable Object body,
            @Nullable Authorization authorization,
            Duration patience) {
        static Call get(String path, @Nullable Authorization authorization, Duration patience) {
            return new Call("GET", path, null, authorization, patience);
        }

        static Call of(String method, String path, @Nullable Object body, @Nullable Authorization authorization) {
            return new Call(method, path, body, authorization, Duration.ZERO);
        }

        private boolean mayBeRepeated() {
            return method.equals("PUT") || method.equals("DELETE");
        }
    }

    /**
     * Sends it and reads a JSON answer of a 2xx status.
     *
     * @throws LivyException for every other outcome
     */
    JsonNode send(Call call) throws InterruptedException {
        HttpResponse<byte[]> response = exchange(call);
        JsonNode body = parse(response.body());
        if (response.statusCode() / 100 == 2) {
            return body;
        }
        throw refusal(call, response.statusCode(), body);
    }

    private HttpResponse<byte[]> exchange(Call call) throws InterruptedException {
        try {
            return answer(call);
        } catch (SSLException e) {
            throw new LivyException(
                    Reason.UNTRUSTED,
                    "certificate of the Livy server at " + base + " is not trusted (" + e.getMessage()
                            + "); add it to --tls-trust of the query tracker",
                    e);
        } catch (IOException e) {
            String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new LivyException(
                    isConnectFailure(e) ? Reason.AWAY : Reason.UNREACHABLE,
                    "Livy server at " + base + " did not answer " + call.method() + " " + call.path() + " (" + detail
                            + "); check with spark-discovery that it runs",
                    e);
        }
    }

    private static boolean isConnectFailure(IOException e) {
        return e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
    }

    /**
     * A server may close a kept connection at the moment it is used again, as it does with one that was idle for a while.
     * Java's client then repeats a GET by itself; calls that may be repeated as well are repeated here.
     */
    private HttpResponse<byte[]> answer(Call call) throws IOException, InterruptedException {
        try {
            return client.send(request(call), BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException | ConnectException | SSLException e) {
            throw e;
        } catch (IOException e) {
            if (!call.mayBeRepeated()) {
                throw e;
            }
            return client.send(request(call), BodyHandlers.ofByteArray());
        }
    }

    private HttpRequest request(Call call) {
        URI target = base.resolve(call.path());
        byte[] body = call.body() == null ? NO_BODY : write(call.body());
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(ANSWER_LIMIT.plus(call.patience()))
                .header("X-Requested-By", "spark-launch");
        if (call.authorization() != null) {
            request.header("Authorization", call.authorization().header(call.method(), target, body));
        }
        if (call.body() == null) {
            return request.method(call.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(call.method(), BodyPublishers.ofByteArray(body))
                .build();
    }

    private static byte[] write(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + body.getClass(), e);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            // Livy answers some errors as HTML or as nothing; the status says enough then.
            return MissingNode.getInstance();
        }
    }

    private LivyException refusal(Call call, int status, JsonNode body) {
        String said = body.isTextual() ? body.asText() : body.path("msg").asText("");
        Reason reason = said.contains(TOO_MANY)
                ? Reason.TOO_MANY_SESSIONS
                : switch (status) {
                    case 401, 403 -> Reason.UNAUTHORIZED;
                    case 404 -> Reason.NOT_FOUND;
                    case 400, 405, 409 -> Reason.REFUSED;
                    case 429 -> Reason.AWAY;
                    // The server restarts, or a proxy before it does not reach it.
                    case 502, 503, 504 -> Reason.UNREACHABLE;
                    default -> Reason.BROKEN;
                };
        String words = said.isEmpty() ? "no explanation" : firstLine(said);
        return new LivyException(
                reason,
                "Livy server at " + base + " answered " + call.method() + " " + call.path() + " with " + status + ": "
                        + words);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
