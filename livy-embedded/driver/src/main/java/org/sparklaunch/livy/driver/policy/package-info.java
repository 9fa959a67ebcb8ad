/**
 * Restricts a session by a policy, inside Spark.
 *
 * <p>{@link org.sparklaunch.livy.driver.policy.PolicyGate} knows the user of a session and its policy. {@link
 * org.sparklaunch.livy.driver.policy.PolicyExtensions} hooks these checks into every Spark session, so that no statement, view,
 * subquery or statement inside a statement avoids them:
 *
 * <ul>
 *   <li>{@code GatedParser}: the parsed statement, before a name is resolved or a file is opened;
 *   <li>{@code FunctionGate}: each function that is not on the list, when it is looked up;
 *   <li>{@code PathLiteralResolver} and {@code ResolvedRelationsRule}: path literals and relations during the analysis;
 *   <li>{@code PlanRights} and {@code CommandRights}: the whole resolved plan. An unknown command is refused.
 *   <li>{@code CatalogChanges}: the location of the tables, partitions and databases that a command has created or moved.
 * </ul>
 */
@NullMarked
package org.sparklaunch.livy.driver.policy;

import org.jspecify.annotations.NullMarked;
