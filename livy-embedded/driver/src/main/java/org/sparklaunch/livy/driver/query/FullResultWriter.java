package org.sparklaunch.livy.driver.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.row.JavaTimeRows;

/**
 * Writes all rows of a query as Parquet files into a folder of their own, in the order of the files' names. Spark's tasks write
 * them, so that no process has all rows at once. The query runs once: the rows that are shown are read from the files.
 */
final class FullResultWriter {
    /** Older Sparks refuse dates before 1582, or write timestamps in a form that other readers take for another range. */
    private static final Map<String, String> EXACT_TIMES = Map.of(
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            "spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");

    private final SparkSession spark;
    private final Dataset<Row> data;
    private final Path folder;

    private FullResultWriter(SparkSession spark, Dataset<Row> data, Path folder) {
        this.spark = spark;
        this.data = data;
        this.folder = folder;
    }

    /** Runs the query and writes its rows. A failure leaves no files. */
    static FullResultWriter write(SparkSession spark, Dataset<Row> query) throws IOException {
        Path root = FullResultFolders.root(spark.sparkContext().getConf());
        FullResultWriter result = new FullResultWriter(
                spark, StoredColumns.of(query), root.resolve(UUID.randomUUID().toString()));
        long maxBytes = FullResultFolders.maxBytes(spark.sparkContext().getConf());
        try (ResultSizeMonitor size = ResultSizeMonitor.start(spark.sparkContext(), result.folder, maxBytes)) {
            result.write(size);
            return result;
        }
    }

    private void write(ResultSizeMonitor size) throws IOException {
        TemporarySettings settings = TemporarySettings.apply(spark.conf(), EXACT_TIMES);
        try {
            PolicyGate.asDriver(() -> {
                data.write().parquet(folder.toUri().toString());
                return folder;
            });
            size.check();
        } catch (Exception e) {
            // Spark throws what Java would have it declare.
            ResultSizeMonitor.remove(folder);
            size.check();
            throw e;
        } finally {
            settings.close();
        }
    }

    /** Returns the first rows, at most this number. */
    List<Row> first(int limit) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path part : parts()) {
            int wanted = limit - rows.size();
            if (wanted > 0) {
                rows.addAll(
                        PolicyGate.asDriver(() -> JavaTimeRows.of(read(part)).takeAsList(wanted)));
            }
        }
        return rows;
    }

    private Dataset<Row> read(Path path) {
        return PolicyGate.asDriver(
                () -> spark.read().schema(data.schema()).parquet(path.toUri().toString()));
    }

    /** Writes where the rows are: {@code {"folder": …, "row_count": …, "files": [{"name": …, "size": …}]}}. */
    void describe(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("folder", folder.getFileName().toString());
        json.writeNumberField(
                "row_count", PolicyGate.asDriver(() -> read(folder).count()));
        json.writeArrayFieldStart("files");
        for (Path part : parts()) {
            json.writeStartObject();
            json.writeStringField("name", part.getFileName().toString());
            json.writeNumberField("size", Files.size(part));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("part-.*\\.parquet"))
                    .sorted()
                    .toList();
        }
    }
}
