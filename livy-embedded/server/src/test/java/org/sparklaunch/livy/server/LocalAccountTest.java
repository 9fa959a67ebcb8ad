package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of other accounts of the machine to a server whose users do not authenticate. */
class LocalAccountTest {
    /** An account that every Linux system has. */
    private static final String OTHER = "daemon";

    private static final String WITHOUT_NAME = "64321";

    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void onlyRootCanBecomeAnotherAccount() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
    }

    @AfterEach
    void stop() throws IOException {
        if (livy != null) {
            livy.close();
        }
    }

    private void start() {
        livy = new ServerFixture(folder);
    }

    private void startForLocalUsers() throws IOException {
        Files.createFile(folder.resolve("local-users"));
        start();
    }

    /** Returns the status and the body. */
    private String as(String account, String path, String... curl) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "setpriv", "--reuid=" + account, "--clear-groups", "curl", "-s", "-m", "20", "-w", "%{http_code} "));
        command.addAll(List.of(curl));
        command.add(livy.address() + path);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return answer;
    }

    // ---- by default ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "GET, /sessions",
        "GET, /version",
        "GET, /ui",
        "GET, /metrics/metrics",
        "GET, /spark-launch/pool",
        "GET, /no-such-page",
        "POST, /sessions",
        "POST, /batches",
        "POST, /sessions/0/statements",
        "DELETE, /sessions/0"
    })
    void otherAccountIsRefused(String method, String path) throws Exception {
        start();

        assertThat(as(OTHER, path, "-X", method, "-d", "{}")).contains("403", "account 'daemon' is not served");
        assertThat(livy.get("/sessions").body()).contains("\"total\":0");
    }

    @Test
    void accountWithoutANameIsRefused() throws Exception {
        start();

        assertThat(as(WITHOUT_NAME, "/sessions")).contains("403", "account '64321' is not served");
    }

    @Test
    void otherAccountCannotNameTheAccountOfTheLaunch() throws Exception {
        start();

        assertThat(as(OTHER, "/sessions?doAs=root", "-H", "X-User: root")).contains("403");
        assertThat(as(OTHER, "/sessions", "-u", "root:x")).contains("403");
    }

    @Test
    void accountOfTheLaunchIsServedAsBefore() throws Exception {
        start();

        assertThat(livy.post("/sessions", "{}").body()).contains("\"owner\":null");
        assertThat(as("root", "/sessions")).contains("200", "\"total\":1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 1.2.3.4",
                "Forwarded: for=1.2.3.4",
                "Via: 1.1 proxy",
                "X-Real-IP: 1.2.3.4",
                "X-Forwarded-Proto: https",
                "x-forwarded-prefix: /livy",
                "X-Client-IP: 1.2.3.4",
                "CF-Connecting-IP: 1.2.3.4"
            })
    void requestThroughAProxyIsRefused(String header) throws Exception {
        start();

        assertThat(as("root", "/sessions", "-H", header))
                .contains("403", "requests through a proxy need authentication");
    }

    @Test
    void otherAccountSeesTheHealthOnly() throws Exception {
        start();

        assertThat(as(OTHER, "/spark-launch/health")).contains("200", "\"status\":\"up\"");
    }

    @Test
    void otherAccountWithAValidTokenIsItsUser() throws Exception {
        start();
        TokenApiTest.grant(livy, "t", "alice", 60);

        assertThat(as(OTHER, "/sessions", "-H", "Authorization: Bearer t")).contains("200");
        assertThat(as(OTHER, "/sessions", "-H", "Authorization: Bearer x")).contains("401");
    }

    // ---- with --local-users --------------------------------------------------------------------------------------

    @Test
    void otherAccountIsServedAsItself() throws Exception {
        startForLocalUsers();

        assertThat(as(OTHER, "/sessions", "-d", "{}")).contains("201", "\"owner\":\"daemon\"");
    }

    @Test
    void accountsDoNotSeeEachOthersSessions() throws Exception {
        startForLocalUsers();
        assertThat(livy.post("/sessions", "{}").body()).contains("\"owner\":\"root\"");

        assertThat(as(OTHER, "/sessions")).contains("200", "\"total\":0");
        assertThat(as(OTHER, "/sessions/0")).contains("404");
        assertThat(as(OTHER, "/sessions/0", "-X", "DELETE")).contains("404");
        assertThat(as("bin", "/sessions/0/statements", "-d", "{\"code\":\"1\"}"))
                .contains("404");
    }

    /** Until now, every caller was the account of the launch. */
    @Test
    void sessionsFromBeforeBelongToTheAccountOfTheLaunch() throws Exception {
        start();
        livy.idleSession("{\"kind\":\"spark\"}");
        livy.submit("echo result");
        livy.crash();
        Files.createFile(folder.resolve("local-users"));
        livy.restart();

        assertThat(as(OTHER, "/sessions")).contains("200", "\"total\":0");
        assertThat(as(OTHER, "/sessions/0/statements", "-d", "{\"code\":\"1\"}"))
                .contains("404");
        assertThat(as(OTHER, "/spark-launch/sessions/0/statements")).contains("404");
        assertThat(as(OTHER, "/batches/0/log")).contains("404");
        assertThat(livy.get("/sessions/0").status()).isEqualTo(200);
        assertThat(livy.get("/batches/0/log").status()).isEqualTo(200);
    }

    @Test
    void accountOfTheLaunchManagesAllSessions() throws Exception {
        startForLocalUsers();
        as(OTHER, "/sessions", "-d", "{}");

        assertThat(livy.get("/sessions/0").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "bin", "nobody-else"})
    void otherAccountCannotActForAnother(String user) throws Exception {
        startForLocalUsers();

        assertThat(as(OTHER, "/sessions?doAs=" + user)).contains("403", "cannot act for another user");
    }

    @Test
    void accountWithoutANameIsRefusedAlsoAmongLocalUsers() throws Exception {
        startForLocalUsers();

        assertThat(as(WITHOUT_NAME, "/sessions")).contains("403");
    }

    @Test
    void requestThroughAProxyIsRefusedAlsoAmongLocalUsers() throws Exception {
        startForLocalUsers();

        assertThat(as(OTHER, "/sessions", "-H", "X-Forwarded-For: 1.2.3.4")).contains("403");
    }
}
