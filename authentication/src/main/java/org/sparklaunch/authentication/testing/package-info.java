/** Clients that misbehave, for the tests of the servers. */
@NullMarked
package org.sparklaunch.authentication.testing;

import org.jspecify.annotations.NullMarked;
