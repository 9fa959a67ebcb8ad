/** What tests run the server on: drivers inside the test's JVM that speak the real protocol, a clock to turn by hand. */
package org.sparklaunch.livy.server.testing;
