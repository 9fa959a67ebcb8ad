/** TLS with a key store: the certificate of a server, and those that a client trusts. */
@NullMarked
package org.sparklaunch.authentication.tls;

import org.jspecify.annotations.NullMarked;
