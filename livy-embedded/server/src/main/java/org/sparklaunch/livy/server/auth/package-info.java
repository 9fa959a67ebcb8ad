/**
 * Callers and their rights: tokens that a trusted service registers, kept as hashes only, and the caller of a request.
 */
@NullMarked
package org.sparklaunch.livy.server.auth;

import org.jspecify.annotations.NullMarked;
