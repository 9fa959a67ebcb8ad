/**
 * What clients add to a running session: jars, Python files, plain files. {@link
 * org.sparklaunch.livy.driver.resource.SessionResources} makes them known to Spark; jars also to the one class loader
 * that statements and jobs see.
 */
@NullMarked
package org.sparklaunch.livy.driver.resource;

import org.jspecify.annotations.NullMarked;
