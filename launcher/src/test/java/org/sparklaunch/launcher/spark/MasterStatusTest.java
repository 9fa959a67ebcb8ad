package org.sparklaunch.launcher.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasterStatusTest {
    private HttpServers master;
    private MasterStatus status;

    @BeforeEach
    void start() throws IOException {
        master = HttpServers.start();
        status = new MasterStatus(new HttpProbe(), master.url());
    }

    @AfterEach
    void stop() {
        master.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ALIVE, true, true",
        "STANDBY, false, false",
        "RECOVERING, false, true",
        "COMPLETING_RECOVERY, false, true"
    })
    void stateShowsWhetherTheMasterLeads(String state, boolean alive, boolean leads) {
        master.answer(200, "{\"status\": \"" + state + "\", \"workers\": []}");

        assertThat(status.isAlive()).isEqualTo(alive);
        assertThat(status.leads()).contains(leads);
    }

    @Test
    void workerCountsOnceItIsRegisteredAndAlive() {
        master.answer(200, """
                {"status": "ALIVE", "workers": [
                  {"host": "h", "port": 7178, "state": "ALIVE"}, {"host": "h", "port": 7179, "state": "DEAD"}]}""");

        assertThat(status.hasWorker("h", 7178)).isTrue();
        assertThat(status.hasWorker("h", 7179)).isFalse();
        assertThat(status.hasWorker("other", 7178)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"200, not JSON", "500, error", "404, ''"})
    void foreignPageMeansThatTheMasterIsNotReady(int code, String body) {
        master.answer(code, body);

        assertThat(status.isAlive()).isFalse();
        assertThat(status.leads()).isEmpty();
        assertThat(status.hasWorker("h", 1)).isFalse();
    }

    @Test
    void masterThatDoesNotAnswerIsNotReady() {
        master.close();

        assertThat(status.isAlive()).isFalse();
        assertThat(status.leads()).isEmpty();
    }
}
