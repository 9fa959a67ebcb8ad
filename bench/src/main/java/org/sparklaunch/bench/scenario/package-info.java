/**
 * What is measured, in which order. {@link org.sparklaunch.bench.scenario.Bench} runs every {@link
 * org.sparklaunch.bench.scenario.Scenario}; each interleaves the reference and ours, so that a disturbance of the machine
 * meets both.
 */
@NullMarked
package org.sparklaunch.bench.scenario;

import org.jspecify.annotations.NullMarked;
