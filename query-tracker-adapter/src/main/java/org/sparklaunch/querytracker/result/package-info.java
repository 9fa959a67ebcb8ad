/**
 * Results on their way from a Livy statement to the store, and the files of full results.
 */
@NullMarked
package org.sparklaunch.querytracker.result;

import org.jspecify.annotations.NullMarked;
