package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many sessions in a row on one server: of all kinds, used or deleted at any moment of their start. Nothing of them stays.
 * {@code -Dcampaign.sessions=N} makes it shorter or longer.
 */
@Tag("long")
class SessionCampaignIT {
    private static final int SESSIONS = Integer.getInteger("campaign.sessions", 200);
    private static final List<String> KINDS = List.of("sql", "spark", "pyspark", "shared");

    /** Every so many a session is used before it goes; the others go while they start. */
    private static final int USED = Integer.getInteger("campaign.used", 5);

    private static final int MEGABYTE = 1024;

    /** What the server is made of at a moment. */
    private record Size(long memoryMegabytes, long threads, long descriptors) {}

    @Test
    void sessionsLeaveNoProcessNoFileAndTheServersMemoryFlat() {
        try (RunningCluster cluster = RunningCluster.launch("--livy-warm-sessions", "0")) {
            Http livy = cluster.livy();
            List<Size> sizes = new ArrayList<>();
            int drivers = cluster.processes().pidsOf("SessionDriver").size();
            for (int i = 0; i < SESSIONS; i++) {
                createAndDelete(livy, i);
                if ((i + 1) % (SESSIONS / 4) == 0) {
                    sizes.add(size(server(cluster)));
                }
            }

            System.out.println("campaign of " + SESSIONS + " sessions, the server after each quarter: " + sizes);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(cluster.processes().pidsOf("SessionDriver")).hasSize(drivers);
                assertThat(names(cluster.stateDir().resolve("livy/journal"), "session-\\d+.*"))
                        .isEmpty();
                assertThat(names(cluster.stateDir().resolve("livy/sessions"), "\\d+"))
                        .isEmpty();
            });
            Size first = sizes.get(0);
            Size last = sizes.get(sizes.size() - 1);
            assertThat(last.memoryMegabytes()).isLessThanOrEqualTo(first.memoryMegabytes() + 32);
            assertThat(last.threads()).isLessThanOrEqualTo(first.threads() + 4);
            assertThat(last.descriptors()).isLessThanOrEqualTo(first.descriptors() + 4);
        }
    }

    private static void createAndDelete(Http livy, int number) {
        String kind = KINDS.get(number % KINDS.size());
        if (number % USED == 0) {
            try (LivySession session = LivySession.start(livy, kind)) {
                session.run("sql", "SELECT " + number);
            }
            return;
        }
        Http.Answer created = livy.post("/sessions", "{\"kind\":\"" + kind + "\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String path = "/sessions/" + created.json().get("id").asInt();
        // Up to three quarters of a second later: in all parts of a driver's start.
        livy.get(path + "?wait=" + number % 4 * 0.25);
        assertThat(livy.delete(path).status()).isEqualTo(200);
    }

    private static long server(RunningCluster cluster) {
        return cluster.processes().pidsOf("LivyServerMain").get(0);
    }

    private static Size size(long pid) {
        Path process = Path.of("/proc/" + pid);
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            List<String> status = Files.readAllLines(process.resolve("status"));
            return new Size(number(status, "VmRSS:") / MEGABYTE, number(status, "Threads:"), descriptors.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(List<String> status, String key) {
        String line =
                status.stream().filter(text -> text.startsWith(key)).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", ""));
    }

    private static List<String> names(Path folder, String form) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(form))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
