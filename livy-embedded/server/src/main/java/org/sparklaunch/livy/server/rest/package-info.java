/**
 * Livy's REST API over {@code session}: paths, status codes, headers and bodies as Apache Livy 0.9 sends them, to the
 * order of the keys. {@link org.sparklaunch.livy.server.rest.LivyRest} is the door; paths under {@code /spark-launch} are
 * our own.
 */
@NullMarked
package org.sparklaunch.livy.server.rest;

import org.jspecify.annotations.NullMarked;
