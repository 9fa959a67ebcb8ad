package org.sparklaunch.querytracker.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of YTsaurus' formats {@code dsv} and {@code schemaful_dsv}.
 *
 * @param columns the columns of {@code schemaful_dsv} in their order; null for those that are asked for
 * @param header whether the first line of {@code schemaful_dsv} has the names
 * @param missing what {@code schemaful_dsv} does with a null, which it cannot tell from an empty string
 * @param sentinel text for a null
 */
public record DsvOptions(@Nullable List<String> columns, boolean header, Missing missing, String sentinel) {
    /** The defaults of YTsaurus. */
    public static final DsvOptions DEFAULT = new DsvOptions(null, false, Missing.FAIL, "");

    /** What happens to a row with a null. */
    public enum Missing {
        FAIL,
        SKIP_ROW,
        PRINT_SENTINEL
    }
}
