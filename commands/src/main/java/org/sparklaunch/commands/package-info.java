/**
 * The command-line kit that {@code spark-launch}, {@code spark-discovery} and {@code query-tracker} share.
 *
 * <p>A main class hands its picocli command to {@link org.sparklaunch.commands.CommandRunner} and ends with an {@link
 * org.sparklaunch.commands.ExitCode} by throwing {@link org.sparklaunch.commands.CommandException}. Exceptions of other
 * packages whose message is written for users implement {@link org.sparklaunch.commands.UserFacing}.
 */
@NullMarked
package org.sparklaunch.commands;

import org.jspecify.annotations.NullMarked;
