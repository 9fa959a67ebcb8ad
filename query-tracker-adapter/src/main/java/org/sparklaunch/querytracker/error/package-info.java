/**
 * Errors in the form of YTsaurus, with its codes.
 */
@NullMarked
package org.sparklaunch.querytracker.error;

import org.jspecify.annotations.NullMarked;
