/** What an address is: digits or a name, of this machine only, and the client that a limit is for. */
@NullMarked
package org.sparklaunch.platform.network;

import org.jspecify.annotations.NullMarked;
