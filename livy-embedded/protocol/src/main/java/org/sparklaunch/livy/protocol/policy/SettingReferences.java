package org.sparklaunch.livy.protocol.policy;

/**
 * Finds references to other settings in the value of a Spark setting. Spark replaces {@code ${spark.x}}, {@code ${system:x}} and
 * {@code ${env:x}} when it reads a setting. Its error about a wrong value shows what it has put there: a secret of the operator, or
 * that of the cluster.
 */
public final class SettingReferences {

    private SettingReferences() {}

    /** Returns whether Spark would replace a part of the value. */
    public static boolean contains(String value) {
        return value.contains("${");
    }
}
