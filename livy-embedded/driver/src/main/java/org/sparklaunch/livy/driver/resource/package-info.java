/**
 * Jars, Python files and plain files that clients add to a running session. {@link
 * org.sparklaunch.livy.driver.resource.ResourceInstaller} adds them to Spark, and jars also to the class loader of statements and
 * jobs.
 */
@NullMarked
package org.sparklaunch.livy.driver.resource;

import org.jspecify.annotations.NullMarked;
