/** What a client sees of a statement: its output, its failure, and what it printed, within limits. */
@NullMarked
package org.sparklaunch.livy.driver.output;

import org.jspecify.annotations.NullMarked;
