package org.sparklaunch.querytracker.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/** Sends commands to a tracker. Errors become {@link CommandException}s. */
public final class TrackerClient {
    /** Cells, and keys of maps in them, may be larger than Jackson allows by default. */
    private static final JsonFactory CELLS_OF_ANY_SIZE = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    public static final ObjectMapper JSON = JsonMapper.builder(CELLS_OF_ANY_SIZE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);
    private static final int BAD_REQUEST = 400;
    private static final int GENERIC = 1;
    private static final int QUERY_NOT_FOUND = 3901;
    private static final int RESULT_NOT_FOUND = 3902;

    private final HttpClient http;
    private final URI address;
    private final Identity identity;

    public TrackerClient(URI address, Identity identity, SSLContext trust) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(trust)
                .build();
        this.address = address;
        this.identity = identity;
    }

    public JsonNode get(String command, Map<String, String> parameters) {
        return send(read(command, parameters));
    }

    /** Returns a response while it arrives. The caller closes it. */
    public InputStream stream(String command, Map<String, String> parameters) {
        HttpResponse<InputStream> response = exchange(read(command, parameters), BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw refused(response.statusCode(), parse(body.readAllBytes()));
        } catch (IOException e) {
            throw noTracker(e);
        }
    }

    /** Writes a result, or a part of it, into a file. An incomplete file is removed. */
    public void download(Map<String, String> parameters, Path file) throws IOException {
        try (InputStream body = stream("read_query_result", parameters)) {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private HttpRequest read(String command, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request(command + "?" + query).GET().build();
    }

    /** Starts a query. A refusal of the query is wrong usage. */
    public JsonNode start(JsonNode parameters) {
        HttpResponse<byte[]> response = exchange(postRequest("start_query", parameters), BodyHandlers.ofByteArray());
        JsonNode body = parse(response.body());
        if (response.statusCode() == 200) {
            return body;
        }
        CommandException refusal = refused(response.statusCode(), body);
        throw response.statusCode() == BAD_REQUEST && body.path("code").asInt() == GENERIC
                ? new CommandException(ExitCode.USAGE, String.valueOf(refusal.getMessage()))
                : refusal;
    }

    /** Sends a command that changes something. */
    public JsonNode post(String command, JsonNode parameters) {
        return send(postRequest(command, parameters));
    }

    private HttpRequest postRequest(String command, JsonNode parameters) {
        return request(command)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(parameters.toString()))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve("/api/v4/" + path))
                .timeout(ANSWER_LIMIT)
                .header(identity.header(), identity.value());
    }

    private JsonNode send(HttpRequest request) {
        HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
        JsonNode body = parse(response.body());
        if (response.statusCode() == 200) {
            return body;
        }
        throw refused(response.statusCode(), body);
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (SSLException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "certificate of the query tracker at " + address + " is not trusted (" + e.getMessage()
                            + "); give it, or that of its authority, with --tls-trust",
                    e);
        } catch (IOException e) {
            throw noTracker(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "Interrupted", e);
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw noTracker(e);
        }
    }

    private CommandException noTracker(IOException e) {
        return new CommandException(
                ExitCode.NOT_FOUND,
                "no query tracker answers at " + address + " (" + e + "); check that it runs, or give another address"
                        + " with --tracker",
                e);
    }

    private static CommandException refused(int status, JsonNode error) {
        int code = error.path("code").asInt();
        ExitCode exit = code == QUERY_NOT_FOUND || code == RESULT_NOT_FOUND ? ExitCode.NOT_FOUND : ExitCode.FAILED;
        String message = error.path("message").asText("the tracker returned status " + status + " without a message");
        return new CommandException(exit, message);
    }
}
