/**
 * Append-only files of JSON lines: what the server must still know after {@code kill -9}. They do not survive a power loss,
 * since nothing is forced to the disk. The entries belong to the packages that write them; {@link
 * org.sparklaunch.livy.server.journal.JournalFormat} is the version of them all.
 */
@NullMarked
package org.sparklaunch.livy.server.journal;

import org.jspecify.annotations.NullMarked;
