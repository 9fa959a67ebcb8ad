/**
 * Parses and evaluates the policy file. The server reads it, the driver enforces it.
 *
 * <p>{@link org.sparklaunch.livy.protocol.policy.PolicyParser} parses a {@link
 * org.sparklaunch.livy.protocol.policy.Policy}; the policy decides whether a user has a {@link
 * org.sparklaunch.livy.protocol.policy.Right} on a {@link org.sparklaunch.livy.protocol.policy.Resource}. What is not
 * allowed is denied, and a denial wins over any permission. {@link
 * org.sparklaunch.livy.protocol.policy.UnrestrictedSettings} lists the Spark settings that need no rule, {@link
 * org.sparklaunch.livy.protocol.policy.LockedSettings} those that no rule can open.
 */
@NullMarked
package org.sparklaunch.livy.protocol.policy;

import org.jspecify.annotations.NullMarked;
