/** Rows as JSON, as Livy writes them, and the values of their cells. */
@NullMarked
package org.sparklaunch.livy.driver.row;

import org.jspecify.annotations.NullMarked;
