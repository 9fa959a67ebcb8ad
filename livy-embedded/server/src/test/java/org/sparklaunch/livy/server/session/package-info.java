/** Tests of sessions. */
package org.sparklaunch.livy.server.session;
