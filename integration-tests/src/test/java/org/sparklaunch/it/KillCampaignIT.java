package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A steady stream of queries while servers and daemons are killed at random: no accepted query fails. */
@Tag("long")
class KillCampaignIT {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("campaign.seconds", 600));
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SPARED = Duration.ofSeconds(40);
    private static final int USERS = 3;
    private static final String ZOOKEEPER = "ZooKeeper";
    private static final Map<String, String> VICTIMS = new TreeMap<>(Map.of(
            "Livy server",
            "org.sparklaunch.livy.server.LivyServerMain",
            "query tracker",
            "org.sparklaunch.querytracker.cli.QueryTrackerMain",
            "worker",
            "org.apache.spark.deploy.worker.Worker",
            "master",
            "org.apache.spark.deploy.master.Master",
            ZOOKEEPER,
            ZOOKEEPER));

    @TempDir
    private static Path folder;

    private static ZooKeeperProcess zooKeeper;
    private static RunningCluster cluster;

    private final long seed = Long.getLong("campaign.seed", System.nanoTime());
    private final long end = System.nanoTime() + LENGTH.toNanos();
    private final Map<String, Integer> kills = new TreeMap<>();

    @BeforeAll
    static void launch() {
        zooKeeper = new ZooKeeperProcess(folder);
        cluster = RunningCluster.launch(
                "--enable-query-tracker",
                "--zookeeper",
                zooKeeper.address(),
                "--livy-max-sessions",
                "4",
                "--worker-cores",
                "4");
    }

    @AfterAll
    static void end() {
        cluster.close();
        zooKeeper.close();
    }

    /** What a user saw. */
    private record Seen(int completed, List<String> failures) {}

    @Test
    void noAcceptedQueryFailsWhileServersAndDaemonsAreKilled() throws Exception {
        String tracker = cluster.ready().get("query_tracker").asText();
        ExecutorService threads = Executors.newFixedThreadPool(USERS + 1);
        try {
            List<Future<Seen>> users = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                String name = "user" + user;
                users.add(threads.submit(() -> new Stream(new Http(tracker), name).run()));
            }
            Future<?> killer = threads.submit(this::killAtRandom);
            int completed = 0;
            List<String> failures = new ArrayList<>();
            for (Future<Seen> user : users) {
                Seen seen = user.get();
                completed += seen.completed();
                failures.addAll(seen.failures());
            }
            killer.get();
            System.out.printf(
                    "kill campaign: seed %d, %d queries completed, %d failed, kills %s%n",
                    seed, completed, failures.size(), kills);
            assertThat(failures).as("seed %d, kills %s", seed, kills).isEmpty();
            assertThat(completed).isGreaterThan(USERS);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A component that crashes too often ends its launch, so each is spared for a while after its death. */
    private Void killAtRandom() throws InterruptedException {
        Random random = new Random(seed);
        Map<String, Long> killed = new TreeMap<>();
        while (System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(6_000 + random.nextInt(12_000));
            long now = System.nanoTime();
            List<String> alive = VICTIMS.keySet().stream()
                    .filter(name -> !killed.containsKey(name) || now - killed.get(name) > SPARED.toNanos())
                    .toList();
            if (alive.isEmpty()) {
                continue;
            }
            String victim = alive.get(random.nextInt(alive.size()));
            killed.put(victim, now);
            if (victim.equals(ZOOKEEPER)) {
                zooKeeper.kill();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(8_000));
                zooKeeper.start();
            } else {
                for (long pid : cluster.processes().pidsOf(VICTIMS.get(victim))) {
                    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
            kills.merge(victim, 1, Integer::sum);
        }
        return null;
    }

    /** One user's queries, one after the other. Requests are repeated while the tracker is away; a query is accepted once. */
    private final class Stream {
        private final Http tracker;
        private final String user;

        Stream(Http tracker, String user) {
            this.tracker = tracker;
            this.user = user;
        }

        Seen run() throws InterruptedException {
            List<String> failures = new ArrayList<>();
            int completed = 0;
            for (int value = 0; System.nanoTime() < end; value++) {
                Optional<String> failure = query(value);
                failure.ifPresent(failures::add);
                completed += failure.isEmpty() ? 1 : 0;
            }
            return new Seen(completed, failures);
        }

        /** Returns why it failed. */
        private Optional<String> query(int value) throws InterruptedException {
            String body = "{\"query\":\"SELECT " + value + " AS v, count(*) AS n FROM range(100)\",\"mutation_id\":\""
                    + UUID.randomUUID() + "\"}";
            String id = answer(() -> tracker.postFor(user, "/api/v4/start_query", body))
                    .path("query_id")
                    .asText();
            JsonNode query = answer(() -> tracker.getFor(user, "/api/v4/get_query?wait=5&query_id=" + id));
            long limit = System.nanoTime() + PATIENCE.toNanos();
            while (!List.of("completed", "failed", "aborted")
                    .contains(query.path("state").asText())) {
                if (System.nanoTime() > limit) {
                    return Optional.of("did not end: " + query);
                }
                query = answer(() -> tracker.getFor(user, "/api/v4/get_query?wait=5&query_id=" + id));
            }
            if (!query.path("state").asText().equals("completed")) {
                return Optional.of(query.toString());
            }
            String rows = answer(() -> tracker.getFor(user, "/api/v4/read_query_result?query_id=" + id))
                    .path("rows")
                    .toString();
            return rows.equals("[[" + value + ",100]]") ? Optional.empty() : Optional.of("wrong rows: " + rows);
        }

        private JsonNode answer(Supplier<Http.Answer> request) throws InterruptedException {
            while (true) {
                try {
                    Http.Answer answer = request.get();
                    if (answer.status() == 200) {
                        return answer.json();
                    }
                    throw new AssertionError(answer.status() + " " + answer.body());
                } catch (UncheckedIOException e) {
                    TimeUnit.MILLISECONDS.sleep(200);
                }
            }
        }
    }
}
