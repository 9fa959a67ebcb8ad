/**
 * The Livy server process: {@link org.sparklaunch.livy.server.LivyServerMain} reads its settings, {@link
 * org.sparklaunch.livy.server.LivyServer} starts the parts in order and closes them in reverse.
 *
 * <p>Arrows go one way: {@code rest} serves HTTP from {@code session} and {@code batch}, as {@code dli}
 * describes it for clients of that API; both take requests from {@code
 * request}; {@code session} gets drivers from {@code supply}, which {@code pool} and {@code shared} implement; {@code driver}
 * starts and reaches the processes; {@code journal} is a leaf. {@code ArchitectureTest} lists all arrows.
 */
@NullMarked
package org.sparklaunch.livy.server;

import org.jspecify.annotations.NullMarked;
