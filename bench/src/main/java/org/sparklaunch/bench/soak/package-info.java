/**
 * A long run that checks whether anything grows: {@link org.sparklaunch.bench.soak.Soak} lets sessions come and go, {@link
 * org.sparklaunch.bench.soak.SoakResult} checks every process and every latency by a stated rule, {@link
 * org.sparklaunch.bench.soak.SoakReport} prints it.
 */
@NullMarked
package org.sparklaunch.bench.soak;

import org.jspecify.annotations.NullMarked;
