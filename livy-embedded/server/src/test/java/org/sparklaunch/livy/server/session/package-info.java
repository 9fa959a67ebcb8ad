/** Tests of what a session keeps and shows. */
package org.sparklaunch.livy.server.session;
