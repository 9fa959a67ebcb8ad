/**
 * What a server tells Prometheus: {@link org.sparklaunch.metrics.ServerMetrics} counts the events of its audit log, and holds the
 * gauges that the server adds.
 */
@NullMarked
package org.sparklaunch.metrics;

import org.jspecify.annotations.NullMarked;
