/** What the driver's tests talk to instead of a Livy server and instead of a language. */
package org.sparklaunch.livy.driver.testing;
