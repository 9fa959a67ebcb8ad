package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.sparklaunch.livy.values.ValueContract;
import org.sparklaunch.livy.values.ValueContract.Value;

/** Compares what the query tracker returns, in each of its forms, with what Spark itself shows of the values. */
final class TrackerForms {
    private static final String USER = "forms";
    private static final String SETTINGS =
            "{\"full_result\":true,\"spark_conf\":{\"spark.sql.session.timeZone\":\"UTC\","
                    + "\"spark.sql.timeType.enabled\":true}}";

    private final Http tracker;
    private final String address;

    TrackerForms(RunningCluster cluster) {
        this.address = cluster.ready().get("query_tracker").asText();
        this.tracker = new Http(address);
    }

    /** Fails with every value that differs. */
    void assertValuesArriveInEveryForm(Path folder) {
        String version =
                Http.parse(read(run("SELECT version()"))).at("/rows/0/0").asText();
        List<Value> values = ValueContract.of(version);
        String id = run(ValueContract.select(values));
        JsonNode shown =
                Http.parse(read(run(ValueContract.selectShown(values)))).at("/rows/0");
        JsonNode schema = Http.parse(read(id)).path("schema");
        JsonNode row = Http.parse(ValueContract.quoteNumbers(read(id))).at("/rows/0");
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < values.size(); i++) {
            String type = schema.path(i).path("spark_type").asText();
            all.assertThat(spelled(type, ValueContract.shown(type, row.path(i))))
                    .as(values.get(i).expression())
                    .isEqualTo(spelled(
                            type, ValueContract.expected(type, shown.path(i).asText())));
        }
        all.assertAll();
        CommandResult forms = CommandResult.of(new ProcessBuilder(
                Objects.requireNonNull(System.getenv("PYSPARK_PYTHON"), "scripts/test exports PYSPARK_PYTHON"),
                script(folder).toString(),
                address,
                USER,
                id));
        assertThat(forms.out().strip()).as(forms.err()).isEqualTo("all " + values.size() + " columns agree");
    }

    /** The exponent of a number in JSON may have a sign. */
    private static String spelled(String type, String value) {
        return switch (type) {
            case "double" -> Double.toString(Double.parseDouble(value));
            case "float" -> Float.toString(Float.parseFloat(value));
            default -> value;
        };
    }

    private static Path script(Path folder) {
        try (InputStream script = TrackerForms.class.getResourceAsStream("tracker_forms.py")) {
            Path file = folder.resolve("tracker_forms.py");
            Files.copy(script, file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String sql) {
        Http.Answer started = tracker.postFor(
                USER, "/api/v4/start_query", "{\"query\":" + Http.quoted(sql) + ",\"settings\":" + SETTINGS + "}");
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        String id = started.json().path("query_id").asText();
        JsonNode ended = await("the end of " + id)
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> tracker.getFor(USER, "/api/v4/get_query?wait=10&query_id=" + id)
                                .json(),
                        query -> List.of("completed", "failed")
                                .contains(query.path("state").asText()));
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("completed");
        return id;
    }

    private String read(String id) {
        return tracker.getFor(USER, "/api/v4/read_query_result?query_id=" + id).body();
    }
}
