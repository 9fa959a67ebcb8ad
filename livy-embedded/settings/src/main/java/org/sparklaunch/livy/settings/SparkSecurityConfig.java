package org.sparklaunch.livy.settings;

import java.nio.file.Path;

/**
 * How the Spark processes of the cluster recognise each other, and who sees their pages.
 *
 * @param sparkVersion such as {@code 4.2.0}
 * @param secretFile the file of the cluster's secret
 * @param pagePasswordFile the file of the password of Spark's pages
 */
public record SparkSecurityConfig(String sparkVersion, Path secretFile, Path pagePasswordFile) {}
