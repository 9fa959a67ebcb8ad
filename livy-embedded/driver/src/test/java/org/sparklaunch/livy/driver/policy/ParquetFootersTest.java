package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetFootersTest {
    private static final String PLAIN = "{\"type\":\"struct\",\"fields\":[]}";
    private static final String CLASS = "{\"type\":\"udt\",\"class\":\"evil.Type\"}";
    private static final Optional<RequiredRight> NAMES_A_CLASS =
            Optional.of(new RequiredRight.Never("a Parquet file whose metadata names a class"));
    private static final Optional<RequiredRight> UNREADABLE =
            Optional.of(new RequiredRight.Never("a Parquet file whose footer cannot be read"));

    @TempDir
    private Path folder;

    private Optional<RequiredRight> refusal(int footers, boolean selecting) {
        return new ParquetFooters(new Configuration(), new ParquetFooters.Limits(footers, 10))
                .refusal(List.of(folder.toString()), selecting);
    }

    private Optional<RequiredRight> unreliableRefusal() {
        return new ParquetFooters(UnreliableFileSystem.configuration(), ParquetFooters.Limits.DEFAULT)
                .refusal(List.of("file:" + folder), false);
    }

    private void write(String name, String schema) throws IOException {
        write(name, footer(schema, 0));
    }

    private void write(String name, byte[] footer) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(footer.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
        file.put(magic).put(footer).putInt(footer.length).put(magic);
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), file.array());
    }

    /** A pair of a key and a value as Thrift's compact protocol writes it, and what follows. */
    private static byte[] footer(String schema, int... after) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : List.of("org.apache.spark.sql.parquet.row.metadata", schema)) {
            bytes.write(0x18);
            bytes.write(text.length());
            bytes.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        for (int next : after) {
            bytes.write(next);
        }
        return bytes.toByteArray();
    }

    @Test
    void firstFileIsJudged() throws IOException {
        write("a.parquet", CLASS);
        write("b.parquet", PLAIN);

        assertThat(refusal(1, false)).isEqualTo(NAMES_A_CLASS);
    }

    @Test
    void filesBehindTheLimitAreNotRead() throws IOException {
        write("a.parquet", PLAIN);
        write("b.parquet", CLASS);

        assertThat(refusal(1, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_a.parquet", ".a.parquet", "a._COPYING_", "_temporary/a.parquet", ".b/p=1/a.parquet"})
    void filesThatSparkIgnoresHideNoOther(String ignored) throws IOException {
        write(ignored, PLAIN);
        write("z.parquet", CLASS);

        assertThat(refusal(1, false)).isEqualTo(NAMES_A_CLASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_p=1/a.parquet", "_metadata", "_metadata_2", "_common_metadata_2", "p=1/a.parquet"})
    void underscoresThatSparkReadsAreJudged(String read) throws IOException {
        write(read, CLASS);

        assertThat(refusal(10, false)).isEqualTo(NAMES_A_CLASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"_common_metadata", "_metadata"})
    void summaryComesBeforeOtherFiles(String summary) throws IOException {
        write(summary, CLASS);
        write("A.parquet", PLAIN);

        assertThat(refusal(1, false)).isEqualTo(NAMES_A_CLASS);
    }

    @Test
    void commonMetadataComesBeforeMetadata() throws IOException {
        write("_common_metadata", CLASS);
        write("_metadata", PLAIN);
        write("A/_metadata", PLAIN);

        assertThat(refusal(1, false)).isEqualTo(NAMES_A_CLASS);
    }

    /** Without partitions, Spark reads only the files directly in the folder. */
    @Test
    void filesInSubfoldersHideNoneInTheFolder() throws IOException {
        write("a/a.parquet", PLAIN);
        write("z.parquet", CLASS);

        assertThat(refusal(1, false)).isEqualTo(NAMES_A_CLASS);
    }

    @Test
    void moreFilesThanAreListedAreRefused() throws IOException {
        for (int i = 0; i < 11; i++) {
            write(i + ".parquet", PLAIN);
        }

        assertThat(refusal(20, false))
                .hasValue(new RequiredRight.Never("inferring columns from paths with more than 10 files"));
    }

    @Test
    void foldersOfPartitionsDoNotCountAsFiles() throws IOException {
        for (int i = 0; i < 10; i++) {
            write("p=" + i + "/a.parquet", PLAIN);
        }
        assertThat(refusal(20, false)).isEmpty();
        write("p=10/a.parquet", PLAIN);

        assertThat(refusal(20, false)).isPresent();
    }

    @Test
    void selectedFilesAreJudgedWholeOrRefused() throws IOException {
        write("a.parquet", PLAIN);
        write("b.parquet", PLAIN);
        assertThat(refusal(2, true)).isEmpty();
        write("c.parquet", PLAIN);

        assertThat(refusal(2, true))
                .hasValue(new RequiredRight.Never("inferring columns from more than 2 Parquet files with"
                        + " pathGlobFilter, modifiedBefore, modifiedAfter or mergeSchema"));
        assertThat(refusal(2, false)).isEmpty();
    }

    @Test
    void optionsThatSelectFilesAreKnown() {
        assertThat(Stream.of("PATHGLOBFILTER", "modifiedBefore", "modifiedAfter", "mergeSchema"))
                .allMatch(ParquetFooters::isSelecting);
        assertThat(ParquetFooters.isSelecting("compression")).isFalse();
    }

    /** A second value in the pair replaces the first one. */
    @Test
    void valueBehindTheJudgedOneIsRefused() throws IOException {
        byte[] second = CLASS.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        after.write(new byte[] {0x08, 0x04, (byte) second.length});
        after.write(second);
        after.write(0);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        footer.write(footer(PLAIN));
        footer.write(after.toByteArray());
        write("a.parquet", footer.toByteArray());

        assertThat(refusal(1, false)).isEqualTo(NAMES_A_CLASS);
    }

    @Test
    void valueAtTheEndOfTheFooterIsRefused() throws IOException {
        write("a.parquet", footer(PLAIN));

        assertThat(refusal(1, false)).isEqualTo(NAMES_A_CLASS);
    }

    @Test
    void pathWithoutFilesIsLeftToSpark() {
        folder = folder.resolve("missing");

        assertThat(refusal(1, false)).isEmpty();
    }

    @Test
    void fileThatVanishesIsSkipped() throws IOException {
        write("vanishing", CLASS);
        write("z.parquet", PLAIN);

        assertThat(unreliableRefusal()).isEmpty();
        assertThat(folder.resolve("vanishing")).doesNotExist();
    }

    @Test
    void fileThatMayNotBeReadIsRefused() throws IOException {
        write("closed", PLAIN);

        assertThat(unreliableRefusal()).isEqualTo(UNREADABLE);
    }

    @Test
    void folderThatVanishesIsRefused() throws IOException {
        write("gone/a.parquet", PLAIN);

        assertThat(unreliableRefusal()).isEqualTo(UNREADABLE);
    }
}
