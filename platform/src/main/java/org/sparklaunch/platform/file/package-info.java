/** Files and folders that only their owner can read, and the removal of whole folders. */
@NullMarked
package org.sparklaunch.platform.file;

import org.jspecify.annotations.NullMarked;
