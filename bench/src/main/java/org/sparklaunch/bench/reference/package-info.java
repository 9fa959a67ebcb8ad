/**
 * Bare Spark, the yardstick: a master and a worker without anything of ours, and {@link
 * org.sparklaunch.bench.reference.BareDriver}, which runs inside a Spark driver and times statements there.
 */
@NullMarked
package org.sparklaunch.bench.reference;

import org.jspecify.annotations.NullMarked;
