/**
 * The accounts of this machine as identities: the kernel knows which account opened a connection. {@link
 * org.sparklaunch.authentication.accounts.LocalCallers} decides which of them a server serves.
 */
@NullMarked
package org.sparklaunch.authentication.accounts;

import org.jspecify.annotations.NullMarked;
