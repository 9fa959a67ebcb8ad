/**
 * What all commands of the product have in common, and the smallest of them, {@code spark-discovery}.
 *
 * <p>A main class hands its picocli command to {@link org.sparklaunch.discovery.cli.CommandRunner}, declares addresses by
 * mixing in {@link org.sparklaunch.discovery.cli.ZooKeeperOptions}, and ends with an {@link
 * org.sparklaunch.discovery.cli.ExitCode} by throwing {@link org.sparklaunch.discovery.cli.CommandException}.
 */
@NullMarked
package org.sparklaunch.discovery.cli;

import org.jspecify.annotations.NullMarked;
