/**
 * Livy's REST API: paths, status codes, headers and bodies as Apache Livy 0.9 sends them, including the order of the keys.
 * {@link org.sparklaunch.livy.server.rest.LivyRest} is the entry point. Paths under {@code /spark-launch} are extensions.
 */
@NullMarked
package org.sparklaunch.livy.server.rest;

import org.jspecify.annotations.NullMarked;
