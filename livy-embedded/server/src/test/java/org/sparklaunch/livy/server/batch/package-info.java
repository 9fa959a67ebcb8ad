/** Tests of batches. */
package org.sparklaunch.livy.server.batch;
