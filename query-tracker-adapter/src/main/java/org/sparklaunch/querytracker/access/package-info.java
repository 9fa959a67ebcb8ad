/**
 * Who may see, read and change the queries of other users.
 */
@NullMarked
package org.sparklaunch.querytracker.access;

import org.jspecify.annotations.NullMarked;
