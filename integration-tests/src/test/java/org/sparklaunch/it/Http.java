package org.sparklaunch.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Plain HTTP with JSON bodies against one server. */
public final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final HttpClient client;
    private final String root;
    private final String login;

    /** For paths below the root, such as {@code http://host:port}. */
    public Http(String root) {
        this(root, HttpClient.newHttpClient());
    }

    private Http(String root, HttpClient client) {
        this(root, client, "");
    }

    private Http(String root, HttpClient client, String login) {
        this.root = root;
        this.client = client;
        this.login = login;
    }

    /** The same with a login in every request, as a browser sends it. */
    Http loggedIn(String user, String password) {
        String login = user + ":" + password;
        return new Http(
                root, client, "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same for a server that proves its name so. */
    Http trusting(SSLContext trust) {
        return new Http(root, HttpClient.newBuilder().sslContext(trust).build());
    }

    /** An answer as it came; {@link #json()} for those that hold JSON. */
    public record Answer(int status, String body) {
        /** The body as JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    /** Asks for the path below the root. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** What a long answer was, read line by line and not kept. */
    record Lines(long count, String last) {}

    /** Asks for an answer that is too large to be kept. */
    Lines lines(String path) {
        try (Stream<String> lines =
                client.send(request(path).GET().build(), BodyHandlers.ofLines()).body()) {
            long count = 0;
            String last = "";
            for (Iterator<String> each = lines.iterator(); each.hasNext(); count++) {
                last = each.next();
            }
            return new Lines(count, last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + root, e);
        }
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** A file as a browser's form sends it. */
    Answer upload(String path, String part, String name, String content) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"" + name + "\"\r\n\r\n"
                + content + "\r\n--b--\r\n";
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body)));
    }

    Answer put(String authorization, String path, String body) {
        return send(request(path).header("Authorization", authorization).PUT(BodyPublishers.ofString(body)));
    }

    /** As a user whom the tracker believes. */
    Answer getFor(String user, String path) {
        return send(request(path).header("X-User", user).GET());
    }

    Answer postFor(String user, String path, String body) {
        return send(request(path)
                .header("X-User", user)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    Answer getAs(String token, String path) {
        return send(request(path).header("Authorization", "Bearer " + token).GET());
    }

    static JsonNode parse(String text) {
        return new Answer(0, text).json();
    }

    /** The text as a JSON string, quotes included. */
    static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).timeout(LIMIT);
        return login.isEmpty() ? request : request.header("Authorization", login);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + root, e);
        }
    }
}
