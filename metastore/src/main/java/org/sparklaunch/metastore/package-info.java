/**
 * The catalog of tables of a launch. {@link org.sparklaunch.metastore.MetastoreMain} runs in a JVM on Spark's class path. {@link
 * org.sparklaunch.metastore.MetastoreConfig} and {@link org.sparklaunch.metastore.MetastoreToken} need the JDK only; the launcher
 * writes them.
 */
@NullMarked
package org.sparklaunch.metastore;

import org.jspecify.annotations.NullMarked;
