/**
 * Holds a session to a policy, inside Spark's analyzer and before anything runs.
 *
 * <p>{@link org.sparklaunch.livy.driver.policy.PolicyGate} knows whether the session is held, and to what. {@link
 * org.sparklaunch.livy.driver.policy.PolicyExtensions} hooks three looks into every analysis of the Spark session, so that no
 * statement, view, subquery or statement inside a statement goes round them: at path literals before a file is opened to
 * learn its columns, at relations as soon as they are found, and at the whole resolved plan. {@code PlanRights} and {@code
 * CommandNeeds} say what rights a plan needs; a command that they do not know is refused.
 */
@NullMarked
package org.sparklaunch.livy.driver.policy;

import org.jspecify.annotations.NullMarked;
