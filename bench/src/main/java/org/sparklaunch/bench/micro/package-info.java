/**
 * What our processes do for every statement, measured by JMH: {@link org.sparklaunch.bench.micro.Micro} runs this package's
 * benchmarks and those that lie in the packages of what they measure.
 */
@NullMarked
package org.sparklaunch.bench.micro;

import org.jspecify.annotations.NullMarked;
