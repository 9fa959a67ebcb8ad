package org.sparklaunch.querytracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.authentication.accounts.Admission;
import org.sparklaunch.authentication.accounts.LocalCallers;
import org.sparklaunch.querytracker.result.ResultFolder;

/** Requests of other accounts of the machine to a tracker whose users do not authenticate. */
class LocalAccountTest extends HttpFixture {
    /** An account that every Linux system has. */
    private static final String OTHER = "daemon";

    private TrackerHttp server;

    @BeforeEach
    void onlyRootCanBecomeAnotherAccount() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")));
    }

    private void serve(Admission admission) throws IOException {
        server = TrackerHttp.start(
                new ListenAddress("127.0.0.1", 0),
                tracker.service(),
                new UserResolver("launcher", null, LocalCallers.open(admission)),
                new ResultFolder(folder.resolve("results")),
                new TrackerHttp.Monitoring(audit, metrics));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private String as(String account, String path, String... curl) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "setpriv", "--reuid=" + account, "--clear-groups", "curl", "-s", "-m", "20", "-w", "%{http_code} "));
        command.addAll(List.of(curl));
        command.add("http://127.0.0.1:" + server.port() + path);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return answer;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v4/list_queries",
                "/api/v4/get_query?query_id=x",
                "/api/v4/list_sessions",
                "/api/v4/get_query_tracker_info",
                "/api/v4/no_such_command",
                "/auth/whoami"
            })
    void otherAccountIsRefused(String path) throws Exception {
        serve(Admission.OWN_ACCOUNT);

        assertThat(as(OTHER, path)).contains("account 'daemon' is not served").doesNotContain("200 ");
        assertThat(as(OTHER, path, "-H", "X-User: root")).contains("account 'daemon' is not served");
    }

    @Test
    void otherAccountStartsNoQuery() throws Exception {
        serve(Admission.OWN_ACCOUNT);

        assertThat(as(OTHER, "/api/v4/start_query", "-d", "{\"query\":\"rows 1\"}"))
                .doesNotContain("query_id");
        assertThat(as("root", "/api/v4/list_queries")).contains("200", "\"queries\":[]");
    }

    @Test
    void accountOfTheTrackerNamesAnyUser() throws Exception {
        serve(Admission.OWN_ACCOUNT);

        assertThat(as("root", "/auth/whoami")).contains("\"login\":\"launcher\"");
        assertThat(as("root", "/auth/whoami", "-H", "X-User: alice")).contains("\"login\":\"alice\"");
    }

    @Test
    void localUserIsItself() throws Exception {
        serve(Admission.LOCAL_USERS);

        assertThat(as(OTHER, "/auth/whoami")).contains("\"login\":\"daemon\"");
        assertThat(as(OTHER, "/auth/whoami", "-H", "X-User: daemon")).contains("\"login\":\"daemon\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-User: root", "X-User: alice", "X-YT-User-Name: root", "X-User: launcher"})
    void localUserCannotActAsAnother(String header) throws Exception {
        serve(Admission.LOCAL_USERS);

        assertThat(as(OTHER, "/auth/whoami", "-H", header)).contains("user 'daemon' cannot act as");
    }

    @Test
    void accountWithoutANameIsRefusedAlsoAmongLocalUsers() throws Exception {
        serve(Admission.LOCAL_USERS);

        assertThat(as("64321", "/auth/whoami")).contains("account 64321 has no name");
    }

    @Test
    void requestThroughAProxyIsRefused() throws Exception {
        serve(Admission.LOCAL_USERS);

        assertThat(as(OTHER, "/auth/whoami", "-H", "X-Forwarded-For: 1.2.3.4")).contains("requests through a proxy");
    }

    @Test
    void healthIsForEveryAccount() throws Exception {
        serve(Admission.OWN_ACCOUNT);

        assertThat(as(OTHER, "/health")).contains("200", "\"status\":\"up\"");
    }
}
