package org.sparklaunch.querytracker.cli;

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

/** Sends commands to a tracker; an error of its becomes the end of ours. */
final class TrackerClient {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);
    private static final int QUERY_NOT_FOUND = 3901;
    private static final int RESULT_NOT_FOUND = 3902;

    private final HttpClient http;
    private final URI address;
    private final Identity identity;

    TrackerClient(URI address, Identity identity, SSLContext trust) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(trust)
                .build();
        this.address = address;
        this.identity = identity;
    }

    JsonNode get(String command, Map<String, String> parameters) {
        return send(read(command, parameters));
    }

    /** An answer that is not JSON, in UTF-8. */
    String text(String command, Map<String, String> parameters) {
        HttpResponse<byte[]> response = exchange(read(command, parameters));
        if (response.statusCode() != 200) {
            throw refused(parse(response.body()));
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Writes a piece of a result into a file; what was begun and not ended is removed. */
    void download(Map<String, String> parameters, Path file) throws IOException {
        HttpResponse<InputStream> response;
        try {
            response = http.send(read("read_query_result", parameters), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw noTracker(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "Interrupted", e);
        }
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw refused(parse(body.readAllBytes()));
            }
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

    JsonNode post(String command, JsonNode parameters) {
        return send(request(command)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(parameters.toString()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve("/api/v4/" + path))
                .timeout(ANSWER_LIMIT)
                .header(identity.header(), identity.value());
    }

    private JsonNode send(HttpRequest request) {
        HttpResponse<byte[]> response = exchange(request);
        JsonNode body = parse(response.body());
        if (response.statusCode() == 200) {
            return body;
        }
        throw refused(body);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (SSLException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The query tracker at " + address + " does not prove that it is the one (" + e.getMessage()
                            + "); name its certificate, or that of who vouches for it, with --tls-trust",
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
                "No query tracker answers at " + address + " (" + e + "); see whether it runs, or name another with"
                        + " --tracker",
                e);
    }

    private static CommandException refused(JsonNode error) {
        int code = error.path("code").asInt();
        ExitCode exit = code == QUERY_NOT_FOUND || code == RESULT_NOT_FOUND ? ExitCode.NOT_FOUND : ExitCode.FAILED;
        return new CommandException(exit, error.path("message").asText("The tracker refused without a word"));
    }
}
