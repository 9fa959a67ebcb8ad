package org.sparklaunch.livy.driver.policy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the names of classes in the footer of a Parquet file. Spark keeps its schema there as JSON, in a pair of a key and a value. No
 * library is needed: in Thrift's compact protocol the bytes of the value follow those of the key.
 */
final class ParquetFooter {
    private static final byte[] KEY = "org.apache.spark.sql.parquet.row.metadata".getBytes(StandardCharsets.US_ASCII);

    /** The next field, a string. */
    private static final int STRING_FIELD = 0x18;

    /** The end of a struct. */
    private static final int STOP = 0;

    private ParquetFooter() {}

    /** Returns whether a value of the key names a class. All are judged: which one Spark takes does not matter. */
    static boolean namesAClass(byte[] footer) {
        for (int at = find(footer, 0); at >= 0; at = find(footer, at + 1)) {
            Optional<String> schema = lastField(footer, at + KEY.length);
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

    /**
     * Returns the string of the field at a position; empty if there is none, or if another field follows. A second value in the pair would
     * replace the first one.
     */
    private static Optional<String> lastField(byte[] footer, int from) {
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
                return length < footer.length - at && footer[at + (int) length] == STOP
                        ? Optional.of(new String(footer, at, (int) length, StandardCharsets.UTF_8))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
