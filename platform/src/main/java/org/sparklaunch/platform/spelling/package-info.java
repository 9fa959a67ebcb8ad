/** Suggestions for misspelt names. */
@NullMarked
package org.sparklaunch.platform.spelling;

import org.jspecify.annotations.NullMarked;
