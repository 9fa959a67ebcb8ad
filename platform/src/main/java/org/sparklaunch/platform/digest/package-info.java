/** Digests, message authentication codes and random bytes. */
@NullMarked
package org.sparklaunch.platform.digest;

import org.jspecify.annotations.NullMarked;
