/**
 * Speaks Livy's REST protocol to one or many servers, and finds them.
 *
 * <p>{@link org.sparklaunch.querytracker.livy.LivyDirectory} turns a cluster's path into a {@link
 * org.sparklaunch.querytracker.livy.LivyServer}; that one knows whether the server has the extensions of spark-launch
 * (tokens, waiting reads), and gives a {@link org.sparklaunch.querytracker.livy.LivyClient} that acts for one user. Calls
 * are plain Livy unless the server offers more. Below it lies only {@code token}.
 */
@NullMarked
package org.sparklaunch.querytracker.livy;

import org.jspecify.annotations.NullMarked;
