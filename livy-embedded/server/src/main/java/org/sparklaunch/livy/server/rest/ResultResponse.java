package org.sparklaunch.livy.server.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.session.ResultReader;

/**
 * A response that is written line by line while the driver sends it. A failure before the first line has a status of
 * its own. A later one is a last line {@code {"error": …}} in place of {@code {"rows": n}}, since the status has been
 * sent.
 */
final class ResultResponse implements ResultReader {
    private final HttpServletResponse response;
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private boolean begun;

    ResultResponse(HttpServletResponse response) {
        this.response = response;
    }

    CompletableFuture<Void> whenSent() {
        return sent;
    }

    @Override
    public void lines(String lines) throws IOException {
        if (!begun) {
            begun = true;
            response.setStatus(200);
            response.setContentType("application/x-ndjson");
        }
        response.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void ended(@Nullable String failure) {
        try {
            if (failure != null && !begun) {
                sent.completeExceptionally(LivyError.object(410, failure));
                return;
            }
            if (failure != null) {
                lines(Json.text(Map.of("error", failure)) + "\n");
            }
        } catch (IOException e) {
            // The client has gone and needs no last line.
            sent.complete(null);
        }
        sent.complete(null);
    }
}
