/**
 * Whether the server can do its work: {@link org.sparklaunch.livy.server.health.Health} asks each
 * {@link org.sparklaunch.livy.server.health.HealthCheck} and says what is wrong, in words for an operator.
 */
@NullMarked
package org.sparklaunch.livy.server.health;

import org.jspecify.annotations.NullMarked;
