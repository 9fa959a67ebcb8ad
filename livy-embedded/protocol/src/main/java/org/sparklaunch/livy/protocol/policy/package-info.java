/**
 * Who may do what: the policy file, read by the server and enforced by the driver.
 *
 * <p>{@link org.sparklaunch.livy.protocol.policy.PolicyParser} makes a {@link
 * org.sparklaunch.livy.protocol.policy.Policy} of a text; the policy decides whether a user has a {@link
 * org.sparklaunch.livy.protocol.policy.Right} on a {@link org.sparklaunch.livy.protocol.policy.Resource}. What is not
 * allowed is denied, and a denial wins over any permission. {@link
 * org.sparklaunch.livy.protocol.policy.OpenSettings} lists the Spark settings that need no permission.
 */
@NullMarked
package org.sparklaunch.livy.protocol.policy;

import org.jspecify.annotations.NullMarked;
