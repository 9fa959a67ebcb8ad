package org.sparklaunch.bench.soak;

import java.util.List;

/**
 * What one session's life showed.
 *
 * @param minute since the begin of the soak
 * @param claim POST to idle, milliseconds
 * @param first the session's first statement, milliseconds
 * @param bare the small statement inside the bare driver
 * @param ours the same through the session, in turn with it
 * @param tracker the same through the query tracker
 */
record Cycle(double minute, double claim, double first, List<Double> bare, List<Double> ours, List<Double> tracker) {}
