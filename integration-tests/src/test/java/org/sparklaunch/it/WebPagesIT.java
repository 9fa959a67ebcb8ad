package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web page in a real Chromium, which can reach a default launch and must not use it. */
class WebPagesIT {
    /** Waits for all attempts of the page, then writes what each of them could read. */
    private static final String PAGE = """
            <html><body><pre id="report">unfinished</pre>
            <iframe name="hidden"></iframe>
            <form id="form" target="hidden" method="post" enctype="text/plain" action="LIVY/sessions">
              <input name='{"kind":"spark","name":"form' value='"}'></form>
            <script>
              const plain = {method: 'POST', mode: 'no-cors', headers: {'Content-Type': 'text/plain'}};
              const read = (url, options) => fetch(url, options).then(r => r.text()).catch(e => 'failed');
              document.getElementById('form').submit();
              Promise.all([
                read('LIVY/sessions'),
                read('LIVY/sessions', {...plain, body: '{"kind":"spark","name":"fetch"}'}),
                read('LIVY/batches', {...plain, body: '{"file":"/etc/hostname"}'}),
                read('LIVY/sessions', {method: 'POST', body: '{"kind":"spark","name":"json"}',
                  headers: {'Content-Type': 'application/json'}}),
                read('TRACKER/api/v4/list_queries'),
                read('TRACKER/api/v4/start_query', {...plain, body: '{"query":"select 1"}'}),
                new Promise(done => setTimeout(() => done('-'), 1500)),
              ]).then(all => document.getElementById('report').textContent = 'finished: ' + all.join('|'));
            </script></body></html>
            """;

    private static RunningCluster cluster;

    @TempDir
    private Path profile;

    private HttpServer page;

    @BeforeAll
    static void launch() {
        Assumptions.assumeTrue(
                System.getenv("CHROMIUM_PROGRAM") != null, "no Chromium; scripts/test brings one on Debian");
        cluster = RunningCluster.launch("--enable-query-tracker");
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void serveThePage() throws IOException {
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] html = PAGE.replace("LIVY", livy().toString())
                .replace("TRACKER", cluster.discovered().get("query_tracker").asText())
                .getBytes(StandardCharsets.UTF_8);
        page.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        page.start();
    }

    @AfterEach
    void stopThePage() {
        page.stop(0);
    }

    @Test
    void pageOfAnotherOriginReadsAndChangesNothing() throws Exception {
        String shown = browse("http://127.0.0.1:" + page.getAddress().getPort() + "/", "");

        assertThat(shown).contains("finished: failed|||failed|failed||-");
        assertThat(cluster.livy().get("/sessions").json().path("total").asInt()).isZero();
        assertThat(cluster.livy().get("/batches").json().path("total").asInt()).isZero();
        assertThat(cluster.queryTracker().get("/api/v4/list_queries").json().path("queries"))
                .isEmpty();
    }

    @Test
    void nameThatWasReboundToThisMachineShowsNothing() throws Exception {
        String shown = browse(
                "http://evil.example:" + livy().getPort() + "/sessions",
                "--host-resolver-rules=MAP evil.example 127.0.0.1");

        assertThat(shown).contains("host 'evil.example").doesNotContain("\"total\"");
    }

    @Test
    void ownPageIsShown() throws Exception {
        assertThat(browse(livy() + "/ui", "")).doesNotContain("not accepted").containsIgnoringCase("sessions");
    }

    private static URI livy() {
        return URI.create(cluster.discovered().get("livy").asText());
    }

    private String browse(String url, String option) throws IOException, InterruptedException {
        Path out = profile.resolve("dom.html");
        List<String> command = new ArrayList<>(List.of(
                System.getenv("CHROMIUM_PROGRAM"),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile.resolve("chromium"),
                "--timeout=20000",
                "--virtual-time-budget=15000",
                "--dump-dom"));
        if (!option.isEmpty()) {
            command.add(option);
        }
        command.add(url);
        Process chromium = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(chromium.waitFor(2, TimeUnit.MINUTES))
                    .as("Chromium ended")
                    .isTrue();
        } finally {
            chromium.destroyForcibly();
        }
        return Files.readString(out);
    }
}
