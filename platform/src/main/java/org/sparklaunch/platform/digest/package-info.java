/** SHA-256 as hexadecimal text. */
@NullMarked
package org.sparklaunch.platform.digest;

import org.jspecify.annotations.NullMarked;
