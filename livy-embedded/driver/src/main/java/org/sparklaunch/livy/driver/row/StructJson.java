package org.sparklaunch.livy.driver.row;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the schema inside a struct value. Livy leaves it to a library that prints the fields of the type's Scala class. An
 * integer is therefore {@code {}}. Clients read this form and no other.
 */
final class StructJson {

    private StructJson() {}

    static void writeFields(JsonGenerator json, StructType struct) throws IOException {
        for (StructField field : struct.fields()) {
            json.writeStartObject();
            json.writeStringField("name", field.name());
            json.writeFieldName("dataType");
            writeType(json, field.dataType());
            json.writeBooleanField("nullable", field.nullable());
            json.writeFieldName("metadata");
            json.writeRawValue("{\"map\":" + field.metadata().json() + "}");
            json.writeEndObject();
        }
    }

    private static void writeType(JsonGenerator json, DataType type) throws IOException {
        json.writeStartObject();
        if (type instanceof StructType struct) {
            json.writeArrayFieldStart("fields");
            writeFields(json, struct);
            json.writeEndArray();
        } else if (type instanceof ArrayType array) {
            json.writeFieldName("elementType");
            writeType(json, array.elementType());
            json.writeBooleanField("containsNull", array.containsNull());
        } else if (type instanceof MapType map) {
            json.writeFieldName("keyType");
            writeType(json, map.keyType());
            json.writeFieldName("valueType");
            writeType(json, map.valueType());
            json.writeBooleanField("valueContainsNull", map.valueContainsNull());
        } else if (type instanceof DecimalType decimal) {
            json.writeNumberField("precision", decimal.precision());
            json.writeNumberField("scale", decimal.scale());
        }
        json.writeEndObject();
    }
}
