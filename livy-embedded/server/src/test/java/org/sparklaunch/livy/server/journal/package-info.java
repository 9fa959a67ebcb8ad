/** Tests of the journal. */
package org.sparklaunch.livy.server.journal;
