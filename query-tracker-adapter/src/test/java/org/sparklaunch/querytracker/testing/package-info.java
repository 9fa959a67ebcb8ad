/** Stand-ins for what surrounds the tracker, held to the contracts of the real things. */
package org.sparklaunch.querytracker.testing;
