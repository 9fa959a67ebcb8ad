/** Tests of the settings. */
package org.sparklaunch.livy.server.config;
