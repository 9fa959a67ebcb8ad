/** The secret of a cluster's Spark processes, and the filter that closes their web pages. */
@NullMarked
package org.sparklaunch.pages;

import org.jspecify.annotations.NullMarked;
