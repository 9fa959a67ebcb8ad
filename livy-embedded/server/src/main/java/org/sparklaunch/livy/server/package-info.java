/**
 * The Livy server process: {@link org.sparklaunch.livy.server.LivyServerMain} reads its settings, {@link
 * org.sparklaunch.livy.server.LivyServer} builds the parts, starts them in order and closes them in reverse.
 *
 * <p>Arrows go one way: {@code rest} answers HTTP from {@code session}, which keeps sessions in a {@code journal} and
 * lets {@code driver} start and reach the processes behind them; {@code auth} and {@code config} are leaves.
 */
@NullMarked
package org.sparklaunch.livy.server;

import org.jspecify.annotations.NullMarked;
