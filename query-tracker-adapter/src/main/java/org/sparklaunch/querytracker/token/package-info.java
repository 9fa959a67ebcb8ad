/**
 * Temporary tokens: how the tracker acts for a user without holding anything of theirs.
 *
 * <p>A {@link org.sparklaunch.querytracker.token.Token} is made here, lives in memory only and never shows itself; the
 * Livy server and the tracker's database know its {@link org.sparklaunch.querytracker.token.TokenHash}. Needs no other
 * package of the tracker.
 */
@NullMarked
package org.sparklaunch.querytracker.token;

import org.jspecify.annotations.NullMarked;
