package org.sparklaunch.livy.driver.query;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.sparklaunch.livy.driver.row.JsonText;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * Writes exact rows into a file of the full results: JSON arrays, one a line, compressed by gzip. The driver holds one
 * partition at a time. Unlike Parquet this holds every type of Spark, and columns of any name.
 */
final class RowFileWriter {
    static final String FILE = "rows.jsonl.gz";

    private final Path folder;
    private final long maxBytes;
    private long rows;
    private boolean truncated;

    private RowFileWriter(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /**
     * Runs the query and writes its first rows. A failure leaves no file.
     *
     * @param most largest number of rows
     */
    static RowFileWriter write(SparkConf conf, Dataset<Row> data, long most) throws IOException, InterruptedException {
        Path folder = PrivateFiles.createFolder(
                FullResultFolders.root(conf).resolve(UUID.randomUUID().toString()));
        RowFileWriter file = new RowFileWriter(folder, FullResultFolders.maxBytes(conf));
        boolean complete = false;
        try {
            file.write(data.toLocalIterator(), most);
            complete = true;
            return file;
        } finally {
            if (!complete) {
                ResultSizeMonitor.remove(folder);
            }
        }
    }

    private void write(Iterator<Row> source, long most) throws IOException, InterruptedException {
        LimitedOutput limited = new LimitedOutput(Files.newOutputStream(folder.resolve(FILE)), maxBytes);
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(new FastGzip(limited), StandardCharsets.UTF_8), 1 << 16)) {
            while (source.hasNext()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (rows == most) {
                    truncated = true;
                    return;
                }
                Row row = source.next();
                out.write(JsonText.of(json -> ExactRows.write(json, row)));
                out.write('\n');
                rows++;
            }
        }
    }

    /** The rest of a result: no rows, whether some are missing in the file, and where the file is. */
    String describe() throws IOException {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("folder", folder.getFileName().toString());
            json.writeNumberField("row_count", rows);
            json.writeArrayFieldStart("files");
            json.writeStartObject();
            json.writeStringField("name", FILE);
            json.writeNumberField("size", Files.size(folder.resolve(FILE)));
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    boolean truncated() {
        return truncated;
    }

    /** Compresses fast: the file is read once or twice. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Fails beyond a number of bytes. */
    private static final class LimitedOutput extends FilterOutputStream {
        private final long most;
        private long written;

        LimitedOutput(OutputStream out, long most) {
            super(out);
            this.most = most;
        }

        @Override
        public void write(int b) throws IOException {
            count(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            out.write(bytes, offset, length);
        }

        private void count(int length) {
            written += length;
            if (written > most) {
                throw new IllegalStateException(
                        "the rows of the result have more than " + most
                                + " bytes, the limit of this cluster for full results; select less, or write them into a table");
            }
        }
    }
}
