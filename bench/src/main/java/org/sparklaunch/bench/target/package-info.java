/** What is measured: the archive's own {@code spark-launch} and any server that speaks Livy's REST API. */
@NullMarked
package org.sparklaunch.bench.target;

import org.jspecify.annotations.NullMarked;
