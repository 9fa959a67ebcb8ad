/** Tests of the checks that a request for a session passes. */
package org.sparklaunch.livy.server.request;
