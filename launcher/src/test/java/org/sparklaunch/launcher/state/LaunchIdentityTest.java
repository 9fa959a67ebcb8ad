package org.sparklaunch.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchIdentityTest {
    private Process process;

    @BeforeEach
    void start() throws Exception {
        process = new ProcessBuilder("sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.05; done").start();
        process.inputReader().readLine();
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    private LaunchIdentity identity(long startedOffset, String host) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new LaunchIdentity(process.pid(), started + startedOffset, host, "/s", "/p", "zk:1");
    }

    private static String here() throws Exception {
        return InetAddress.getLocalHost().getHostName();
    }

    @Test
    void jsonIsReadBack() throws Exception {
        LaunchIdentity identity = identity(0, here());

        assertThat(LaunchIdentity.parse(identity.toJson())).contains(identity);
        assertThat(new ObjectMapper().readTree(identity.toJson()).path("pid").asLong())
                .isEqualTo(process.pid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "[]", "{}", "{\"pid\": \"x\"}", "null"})
    void otherTextIsNoIdentity(String text) {
        assertThat(LaunchIdentity.parse(text)).isEmpty();
    }

    @Test
    void processIsFoundByIdAndStart() throws Exception {
        assertThat(identity(0, here()).process())
                .hasValueSatisfying(p -> assertThat(p.pid()).isEqualTo(process.pid()));
        assertThat(identity(-60_000, here()).process()).isEmpty();
        assertThat(identity(0, "elsewhere").process()).isEmpty();
        assertThat(identity(0, "elsewhere").onThisMachine()).isFalse();
    }

    @Test
    void processThatIgnoresTheSignalHasNotEnded() throws Exception {
        assertThat(identity(0, here()).end(Duration.ofMillis(200))).isFalse();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void endedProcessHasEnded() throws Exception {
        LaunchIdentity identity = identity(0, here());
        process.destroyForcibly().waitFor();

        assertThat(identity.end(Duration.ZERO)).isTrue();
    }

    @Test
    void descriptionNamesProcessMachineAndFolder() {
        assertThat(identity(0, "h").describe())
                .isEqualTo("spark-launch, process " + process.pid() + " on h with the state folder /s");
    }
}
