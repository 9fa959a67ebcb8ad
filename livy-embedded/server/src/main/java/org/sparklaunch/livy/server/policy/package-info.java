/**
 * The policy file that applies to sessions: read at the start, and again when it changes. The rules and their enforcement are
 * in the protocol and the driver; this package knows which policy applies.
 */
@NullMarked
package org.sparklaunch.livy.server.policy;

import org.jspecify.annotations.NullMarked;
