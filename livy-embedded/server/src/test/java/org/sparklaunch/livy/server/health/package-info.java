/** Tests of what the server says of its own state. */
package org.sparklaunch.livy.server.health;
