package org.sparklaunch.livy.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the Spark processes of the cluster recognise each other, and who sees their pages.
 *
 * @param sparkVersion such as {@code 4.2.0}
 * @param secretFile the file of the cluster's secret
 * @param pagePasswordFile the file of the password of Spark's pages
 * @param metastoreTokenFile the file of the token that the metastore demands; null when it demands none
 */
public record SparkSecurityConfig(
        String sparkVersion,
        Path secretFile,
        Path pagePasswordFile,
        @Nullable Path metastoreTokenFile) {}
