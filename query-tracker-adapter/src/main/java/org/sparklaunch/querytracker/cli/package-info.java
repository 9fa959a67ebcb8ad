/**
 * The commands of {@code query-tracker}: everything that knows picocli.
 *
 * <p>The client commands use {@code client} and {@code output} only. {@code ServeCommand} reads the configuration of a tracker and
 * runs it.
 */
@NullMarked
package org.sparklaunch.querytracker.cli;

import org.jspecify.annotations.NullMarked;
