@org.jspecify.annotations.NullMarked
package org.sparklaunch.livy.driver.result;
