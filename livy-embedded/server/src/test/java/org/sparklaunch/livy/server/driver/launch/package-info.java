/** Tests of what surrounds a driver. */
package org.sparklaunch.livy.server.driver.launch;
