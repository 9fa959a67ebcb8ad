/**
 * Who calls: tokens that a trusted service registers, kept as hashes only, and the caller that a request turns out to
 * be. A leaf but for the {@code journal} that it is kept in.
 */
@NullMarked
package org.sparklaunch.livy.server.auth;

import org.jspecify.annotations.NullMarked;
