/**
 * The form of what was measured: samples become a {@link org.sparklaunch.bench.report.Distribution}, a {@link
 * org.sparklaunch.bench.report.Row} sets ours beside the reference of the same run and against the {@link
 * org.sparklaunch.bench.report.Bar}, a {@link org.sparklaunch.bench.report.BenchmarkReport} is all rows with the machine.
 */
@NullMarked
package org.sparklaunch.bench.report;

import org.jspecify.annotations.NullMarked;
