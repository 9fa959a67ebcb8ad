/**
 * The policy file that sessions are held to: read at the start, and again when it changes. The rules and their enforcement are
 * in the protocol and the driver; here is which text is in force. Needs {@code config} only.
 */
@NullMarked
package org.sparklaunch.livy.server.policy;

import org.jspecify.annotations.NullMarked;
