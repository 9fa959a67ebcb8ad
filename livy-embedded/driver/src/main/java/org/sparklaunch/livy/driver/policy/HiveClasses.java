package org.sparklaunch.livy.driver.policy;

import java.util.Set;

/**
 * Knows the classes of Hive that read and write the files of a table and nothing else. Other classes of the same packages read the
 * files that a text file names, open databases, or load further classes.
 */
final class HiveClasses {
    private static final String IO = "org.apache.hadoop.hive.ql.io.";
    private static final String SERDE = "org.apache.hadoop.hive.serde2.";

    private static final Set<String> KNOWN = Set.of(
            "org.apache.hadoop.mapred.TextInputFormat",
            "org.apache.hadoop.mapred.SequenceFileInputFormat",
            "org.apache.hadoop.mapred.SequenceFileOutputFormat",
            IO + "HiveIgnoreKeyTextOutputFormat",
            IO + "IgnoreKeyTextOutputFormat",
            IO + "HiveSequenceFileOutputFormat",
            IO + "RCFileInputFormat",
            IO + "RCFileOutputFormat",
            IO + "orc.OrcInputFormat",
            IO + "orc.OrcOutputFormat",
            IO + "orc.OrcSerde",
            IO + "parquet.MapredParquetInputFormat",
            IO + "parquet.MapredParquetOutputFormat",
            IO + "parquet.serde.ParquetHiveSerDe",
            IO + "avro.AvroContainerInputFormat",
            IO + "avro.AvroContainerOutputFormat",
            SERDE + "avro.AvroSerDe",
            SERDE + "lazy.LazySimpleSerDe",
            SERDE + "lazybinary.LazyBinarySerDe",
            SERDE + "columnar.ColumnarSerDe",
            SERDE + "columnar.LazyBinaryColumnarSerDe",
            SERDE + "OpenCSVSerde",
            SERDE + "JsonSerDe",
            SERDE + "RegexSerDe",
            "org.apache.hive.hcatalog.data.JsonSerDe");

    private HiveClasses() {}

    /** Returns whether a user may name the class in the definition of a table. */
    static boolean isHarmless(String name) {
        return KNOWN.contains(name);
    }

    /** Returns whether an input format reads files that the files of the table name. */
    static boolean leavesItsFolder(String inputFormat) {
        return inputFormat.matches("(?i).*\\.sym(link|bolic)\\w*");
    }
}
