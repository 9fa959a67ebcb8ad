package org.sparklaunch.livy.driver.row;

import java.lang.reflect.Method;

/**
 * Writes values of Spark's geospatial types as Spark's command line does, such as {@code SRID=4326;POINT(1 2)}. They have no
 * string of their own. A default SRID is left out.
 */
final class GeospatialString {
    private static final String TYPES = "org.apache.spark.sql.types.";
    private static final String FUNCTIONS = "org.apache.spark.sql.catalyst.util.STUtils";

    private GeospatialString() {}

    /** By name: the classes are not there before Spark 4.1. */
    static boolean isGeospatial(Object value) {
        String type = value.getClass().getName();
        return type.equals(TYPES + "Geometry") || type.equals(TYPES + "Geography");
    }

    static String of(Object value) {
        Class<?> type = value.getClass();
        String prefix = type.getName().equals(TYPES + "Geometry") ? "stGeom" : "stGeog";
        try {
            Class<?> functions = Class.forName(FUNCTIONS, true, type.getClassLoader());
            Object wkb = type.getMethod("getBytes").invoke(value);
            Object srid = type.getMethod("getSrid").invoke(value);
            Method read = functions.getMethod(prefix + "FromWKB", byte[].class, int.class);
            Method write = functions.getMethod(prefix + "AsEwkt", read.getReturnType());
            return String.valueOf(write.invoke(null, read.invoke(null, wkb, srid)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this Spark cannot write a value of type " + type.getSimpleName() + " as a string", e);
        }
    }
}
