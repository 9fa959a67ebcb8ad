/** Tests of shared drivers. */
package org.sparklaunch.livy.server.shared;
