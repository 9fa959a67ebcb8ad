/** Benchmarks of what is package-private in the package of the same name; see {@link org.sparklaunch.bench.micro.Micro}. */
@NullMarked
package org.sparklaunch.livy.driver.sql;

import org.jspecify.annotations.NullMarked;
