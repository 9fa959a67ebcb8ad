/** The port of the drivers: accepts their connections and passes on their messages, and serves the files that drivers fetch. */
@NullMarked
package org.sparklaunch.livy.server.driver.endpoint;

import org.jspecify.annotations.NullMarked;
