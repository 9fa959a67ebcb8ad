/**
 * Whether the server can do its work: {@link org.sparklaunch.livy.server.health.Health} runs each {@link
 * org.sparklaunch.livy.server.health.HealthCheck} and returns the problems in messages for an operator.
 */
@NullMarked
package org.sparklaunch.livy.server.health;

import org.jspecify.annotations.NullMarked;
