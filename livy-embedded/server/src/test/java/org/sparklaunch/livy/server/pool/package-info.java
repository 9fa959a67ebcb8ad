/** Tests of the pool's own rules. */
package org.sparklaunch.livy.server.pool;
