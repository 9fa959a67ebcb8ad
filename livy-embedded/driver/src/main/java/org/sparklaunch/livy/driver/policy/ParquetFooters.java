package org.sparklaunch.livy.driver.policy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Finds Parquet files whose metadata names a class. Spark writes its schema as JSON into the footer of each file, and takes it from there
 * when it infers columns. A type in it can be a class, which Spark loads and creates. Read here are the footers only, without a
 * library: the bytes of the JSON follow its key.
 */
final class ParquetFooters {
    private static final byte[] KEY = "org.apache.spark.sql.parquet.row.metadata".getBytes(StandardCharsets.US_ASCII);

    private static final String MAGIC = "PAR1";
    private static final int END = 8;
    private static final int LONGEST_FOOTER = 64 << 20;

    /** In Thrift's compact protocol: the next field, a string. */
    private static final int STRING_FIELD = 0x18;

    /** Spark infers from the first file in the order of paths, or from all if it merges schemas. */
    private static final int MOST_READ = 1000;

    private static final int MOST_LISTED = 100_000;

    private final Configuration hadoop;

    ParquetFooters(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * Returns why the files may not be read; empty if they may.
     *
     * @param places paths without patterns
     */
    Optional<RequiredRight> refusal(List<String> places) {
        try {
            for (String place : places) {
                for (FileStatus file : files(new Path(place))) {
                    if (namesAClass(file)) {
                        return Optional.of(new RequiredRight.Never("a Parquet file whose metadata names a class"));
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new RequiredRight.Never("a Parquet file whose footer cannot be read"));
        }
    }

    private List<FileStatus> files(Path place) throws IOException {
        FileSystem system = place.getFileSystem(hadoop);
        List<FileStatus> files = new ArrayList<>();
        try {
            RemoteIterator<LocatedFileStatus> all = system.listFiles(place, true);
            while (all.hasNext() && files.size() < MOST_LISTED) {
                files.add(all.next());
            }
        } catch (FileNotFoundException e) {
            // Spark reports it.
            return List.of();
        }
        // The summary files come first, as in Spark.
        files.sort(Comparator.comparing(
                        (FileStatus file) -> !file.getPath().getName().startsWith("_"))
                .thenComparing(file -> file.getPath().toString()));
        return files.subList(0, Math.min(MOST_READ, files.size()));
    }

    private boolean namesAClass(FileStatus file) throws IOException {
        if (file.getLen() < END + MAGIC.length()) {
            return false;
        }
        try (FSDataInputStream in = file.getPath().getFileSystem(hadoop).open(file.getPath())) {
            ByteBuffer end = read(in, file.getLen() - END, END);
            int length = end.getInt();
            if (!StandardCharsets.US_ASCII.decode(end).toString().equals(MAGIC)) {
                return false;
            }
            // Spark cannot read the file either if the footer does not fit into it.
            if (length < 0 || length > file.getLen() - END) {
                return false;
            }
            return length > LONGEST_FOOTER
                    || namesAClass(
                            read(in, file.getLen() - END - length, length).array());
        }
    }

    private static ByteBuffer read(FSDataInputStream in, long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(position, bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Judges each value of the key: which one Spark takes does not matter. */
    static boolean namesAClass(byte[] footer) {
        for (int at = find(footer, 0); at >= 0; at = find(footer, at + 1)) {
            Optional<String> schema = stringField(footer, at + KEY.length);
            if (schema.isEmpty() || SchemaArguments.namesAForeignClass(schema.get())) {
                return true;
            }
        }
        return false;
    }

    private static int find(byte[] footer, int from) {
        for (int at = from; at <= footer.length - KEY.length; at++) {
            int matching = 0;
            while (matching < KEY.length && footer[at + matching] == KEY[matching]) {
                matching++;
            }
            if (matching == KEY.length) {
                return at;
            }
        }
        return -1;
    }

    /** Returns the string of the field at a position; empty if there is none. */
    private static Optional<String> stringField(byte[] footer, int from) {
        if (from >= footer.length || footer[from] != STRING_FIELD) {
            return Optional.empty();
        }
        long length = 0;
        int at = from + 1;
        int shift = 0;
        while (at < footer.length && shift < Integer.SIZE) {
            byte next = footer[at++];
            length |= (long) (next & 0x7f) << shift;
            shift += 7;
            if (next >= 0) {
                return length <= footer.length - at
                        ? Optional.of(new String(footer, at, (int) length, StandardCharsets.UTF_8))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
