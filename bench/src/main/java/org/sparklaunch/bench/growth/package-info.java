/**
 * How cost grows: {@link org.sparklaunch.bench.growth.Growth} measures with one session, statement, client or row and then with
 * ever more, a {@link org.sparklaunch.bench.growth.Curve} is what came out.
 */
@NullMarked
package org.sparklaunch.bench.growth;

import org.jspecify.annotations.NullMarked;
