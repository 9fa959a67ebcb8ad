/** How a server proves its own name to callers, and keeps what they say from others: TLS with a key store. */
@NullMarked
package org.sparklaunch.authentication.tls;

import org.jspecify.annotations.NullMarked;
