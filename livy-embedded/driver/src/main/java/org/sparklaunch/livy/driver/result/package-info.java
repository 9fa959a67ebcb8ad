/**
 * Whole results that are sent to the server. {@link org.sparklaunch.livy.driver.result.ResultSender} opens a connection for
 * each, beside the session's own, and writes to it at the pace of the reader.
 */
@NullMarked
package org.sparklaunch.livy.driver.result;

import org.jspecify.annotations.NullMarked;
