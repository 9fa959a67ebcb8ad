/** Tests of the settings. */
package org.sparklaunch.livy.settings;
