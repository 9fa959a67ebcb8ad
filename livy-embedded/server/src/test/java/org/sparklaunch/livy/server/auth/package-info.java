/** Tests of tokens and rights. */
package org.sparklaunch.livy.server.auth;
