package org.sparklaunch.querytracker.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of YTsaurus' formats {@code dsv} and {@code schemaful_dsv}.
 *
 * @param separators of both
 * @param named what only {@code dsv} has
 * @param schemaful what only {@code schemaful_dsv} has
 */
public record DsvOptions(Separators separators, Named named, Schemaful schemaful) {
    /** The defaults of YTsaurus. */
    public static final DsvOptions DEFAULT = new DsvOptions(Separators.DEFAULT, Named.DEFAULT, Schemaful.DEFAULT);

    /**
     * The bytes around values.
     *
     * @param record after each row
     * @param field between values
     * @param keyValue between a name and its value
     * @param escape before an escaped byte; null for no escapes
     */
    public record Separators(
            byte record,
            byte field,
            byte keyValue,
            @Nullable Byte escape) {
        public static final Separators DEFAULT = new Separators((byte) '\n', (byte) '\t', (byte) '=', (byte) '\\');
    }

    /**
     * The attributes of {@code dsv}.
     *
     * @param linePrefix first field of each line; null for none
     * @param skipNested whether values of nested types are left out; otherwise they are JSON
     */
    public record Named(@Nullable String linePrefix, boolean skipNested) {
        public static final Named DEFAULT = new Named(null, false);
    }

    /**
     * The attributes of {@code schemaful_dsv}.
     *
     * @param columns the columns in their order; null for those that are asked for
     * @param header whether the first line has the names
     * @param missing what happens to a null, which cannot be told from an empty string
     * @param sentinel text for a null
     */
    public record Schemaful(@Nullable List<String> columns, boolean header, Missing missing, String sentinel) {
        public static final Schemaful DEFAULT = new Schemaful(null, false, Missing.FAIL, "");
    }

    /** What happens to a row with a null. */
    public enum Missing {
        FAIL,
        SKIP_ROW,
        PRINT_SENTINEL
    }
}
