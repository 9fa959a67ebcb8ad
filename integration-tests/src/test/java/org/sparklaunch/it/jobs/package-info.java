/** Jobs as users write them against Livy's API; tests pack them into a jar, since no class path of the product has them. */
package org.sparklaunch.it.jobs;
