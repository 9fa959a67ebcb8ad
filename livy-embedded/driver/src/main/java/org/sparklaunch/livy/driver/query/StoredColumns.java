package org.sparklaunch.livy.driver.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparklaunch.livy.protocol.ColumnNames;

/**
 * Gives a query the columns that Parquet can store: names are unique, also in structs. Intervals of months, days and microseconds
 * become the strings that Spark shows for them, and so do columns without a type. All other types stay.
 */
final class StoredColumns {
    private StoredColumns() {}

    static Dataset<Row> of(Dataset<Row> query) {
        StructType from = query.schema();
        StructType to = stored(from);
        Dataset<Row> renamed = query.toDF(to.fieldNames());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < to.length(); i++) {
            StructField field = to.fields()[i];
            Column column = renamed.col(quoted(field.name()));
            boolean same = field.dataType().equals(from.fields()[i].dataType());
            columns.add(same ? column : column.cast(field.dataType()).as(field.name(), field.metadata()));
        }
        return renamed.select(columns.toArray(Column[]::new));
    }

    /** A dot in a name would ask for a field of a struct. */
    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static StructType stored(StructType struct) {
        List<String> names = ColumnNames.unique(List.of(struct.fieldNames()));
        StructField[] fields = new StructField[struct.length()];
        Arrays.setAll(fields, i -> {
            StructField field = struct.fields()[i];
            return new StructField(names.get(i), stored(field.dataType()), field.nullable(), field.metadata());
        });
        return new StructType(fields);
    }

    private static DataType stored(DataType type) {
        if (type instanceof StructType struct) {
            return stored(struct);
        } else if (type instanceof ArrayType array) {
            return new ArrayType(stored(array.elementType()), array.containsNull());
        } else if (type instanceof MapType map) {
            return new MapType(stored(map.keyType()), stored(map.valueType()), map.valueContainsNull());
        }
        boolean unknownToParquet = type instanceof CalendarIntervalType || type instanceof NullType;
        return unknownToParquet ? DataTypes.StringType : type;
    }
}
