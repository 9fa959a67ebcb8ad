package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real Prometheus that scrapes both servers of a launch, by the files that {@code docs/monitoring.md} refers to. */
final class PrometheusServer implements AutoCloseable {
    private static final Path DOCUMENTED = Path.of("../docs/examples");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Process process;
    private final Http http;

    private PrometheusServer(Process process, Http http) {
        this.process = process;
        this.http = http;
    }

    /** Starts it in the folder. */
    static PrometheusServer start(Path folder, RunningCluster cluster) {
        String program = System.getenv("PROMETHEUS_PROGRAM");
        Assumptions.assumeTrue(program != null, "no Prometheus; scripts/test brings one on Debian");
        try {
            String documented = Files.readString(DOCUMENTED.resolve("prometheus.yml"));
            String config = documented
                    .replace("scrape_interval: 15s", "scrape_interval: 1s")
                    .replace("127.0.0.1:8998", authority(cluster, "livy"))
                    .replace("127.0.0.1:8999", authority(cluster, "query_tracker"));
            Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
            Files.copy(DOCUMENTED.resolve("prometheus-alerts.yml"), folder.resolve("prometheus-alerts.yml"));
            check(Path.of(program).resolveSibling("promtool"), file);
            int port = ReverseProxy.freePort();
            Process process = new ProcessBuilder(List.of(
                            program,
                            "--config.file=" + file,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            return new PrometheusServer(process, new Http("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String authority(RunningCluster cluster, String server) {
        return URI.create(cluster.ready().get(server).asText()).getAuthority();
    }

    /** The tool also reads the file of the alerts. */
    private static void check(Path promtool, Path config) {
        CommandResult checked =
                CommandResult.of(new ProcessBuilder(promtool.toString(), "check", "config", config.toString()), SOON);
        assertThat(checked.exitCode()).as(checked.out() + checked.err()).isZero();
    }

    /** Returns what an expression gives now. */
    JsonNode query(String expression) {
        Http.Answer answer = http.get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        assertThat(answer.json().path("status").asText())
                .as(expression + ": " + answer.body())
                .isEqualTo("success");
        return answer.json().at("/data/result");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
