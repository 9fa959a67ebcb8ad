/** Tests of the session API's journal. */
package org.sparklaunch.livy.server.dli;
