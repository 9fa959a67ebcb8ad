package org.sparklaunch.livy.driver.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Parquet files whose footer names a class as the type of a column, as an attacker makes them. */
final class ParquetFile {
    private static final Pattern COLUMN =
            Pattern.compile("\"type\":\"string\",\"nullable\":(?:true|false),\"metadata\":\\{\"comment\":\"(p+)\"\\}");

    private ParquetFile() {}

    /** The class that a footer names. */
    public static final class Type {
        static final AtomicInteger CREATED = new AtomicInteger();

        /** Called by Spark if it believes the footer. */
        public Type() {
            CREATED.incrementAndGet();
        }
    }

    /**
     * Writes a file with one column of a class.
     *
     * @param folder new and empty, for the file that Spark writes
     */
    static void write(SparkSession spark, Path folder, Path target, String className) throws IOException {
        spark.sql("CREATE TABLE footer_made (a STRING COMMENT '" + "p".repeat(400) + "') USING parquet LOCATION '"
                + folder + "/t'");
        spark.sql("INSERT INTO footer_made VALUES ('x')");
        spark.sql("DROP TABLE footer_made");
        try (Stream<Path> files = Files.list(folder.resolve("t"))) {
            Path file = files.filter(found -> found.getFileName().toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            Files.writeString(target, withClass(bytes, className), StandardCharsets.ISO_8859_1);
        }
    }

    /** Keeps the length, which stands before the text. */
    private static String withClass(String bytes, String className) {
        Matcher column = COLUMN.matcher(bytes);
        if (!column.find()) {
            throw new AssertionError("Spark writes its schema in another form");
        }
        String begin = "\"type\":{\"type\":\"udt\",\"class\":\"" + className
                + "\",\"pyClass\":null,\"sqlType\":\"string\"},\"nullable\":true,\"metadata\":{\"comment\":\"";
        String end = "\"}";
        String pad = "p".repeat(column.group().length() - begin.length() - end.length());
        return column.replaceFirst(Matcher.quoteReplacement(begin + pad + end));
    }
}
