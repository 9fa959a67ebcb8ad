/** Tests of drivers on workers, against a master and a worker that are made of HTTP answers. */
package org.sparklaunch.livy.server.driver.worker;
