/**
 * Measures what the product promises, each number beside bare Spark's in the same run. {@link
 * org.sparklaunch.bench.BenchMain} reads the command line; {@code scenario} decides what happens in which order, {@code
 * target} is what is measured, {@code reference} what it is compared with, {@code report} what is said about it.
 */
@NullMarked
package org.sparklaunch.bench;

import org.jspecify.annotations.NullMarked;
