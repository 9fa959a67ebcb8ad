package org.sparklaunch.livy.driver.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.policy.PolicyGate;

/**
 * All rows of a query as Parquet files in a folder of their own, in the order of the files' names. Spark's tasks write them, so
 * that no process has all rows at once. The query runs once: what is shown of its rows is read from the files.
 */
final class FullResultWriter {
    private final SparkSession spark;
    private final Dataset<Row> data;
    private final Path folder;

    private FullResultWriter(SparkSession spark, Dataset<Row> data, Path folder) {
        this.spark = spark;
        this.data = data;
        this.folder = folder;
    }

    /** Runs the query and writes its rows; whatever fails leaves nothing. */
    static FullResultWriter write(SparkSession spark, Dataset<Row> data) throws IOException {
        Path root = FullResultFolders.root(spark.sparkContext().getConf());
        FullResultWriter result =
                new FullResultWriter(spark, data, root.resolve(UUID.randomUUID().toString()));
        long most = FullResultFolders.maxBytes(spark.sparkContext().getConf());
        try (ResultSizeMonitor watch = ResultSizeMonitor.start(spark.sparkContext(), result.folder, most)) {
            result.write(watch);
            return result;
        }
    }

    private void write(ResultSizeMonitor watch) throws IOException {
        try {
            PolicyGate.asDriver(() -> {
                data.write().parquet(folder.toUri().toString());
                return folder;
            });
            watch.check();
        } catch (Exception e) {
            // Spark throws what Java would have it declare.
            ResultSizeMonitor.remove(folder);
            watch.check();
            throw e;
        }
    }

    /** The first rows, at most so many. */
    List<Row> first(int most) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Path part : parts()) {
            int wanted = most - rows.size();
            if (wanted > 0) {
                rows.addAll(PolicyGate.asDriver(() -> read(part).takeAsList(wanted)));
            }
        }
        return rows;
    }

    private Dataset<Row> read(Path path) {
        return PolicyGate.asDriver(
                () -> spark.read().schema(data.schema()).parquet(path.toUri().toString()));
    }

    /** Where the rows are: {@code {"folder": …, "row_count": …, "files": [{"name": …, "size": …}]}}. */
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
