/**
 * Authentication of the users of a server of this project. {@link org.sparklaunch.authentication.AuthenticationFile} reads the
 * methods and returns an {@link org.sparklaunch.authentication.Authenticator}, which a server calls for each request. {@link
 * org.sparklaunch.authentication.SecretNames} lists the settings that no server shows.
 *
 * <p>A module of its own: the Livy server and the query tracker share no class but these, and {@code discovery}, which both the
 * tracker and the launcher use, would add ZooKeeper's client to the Livy server.
 */
@NullMarked
package org.sparklaunch.authentication;

import org.jspecify.annotations.NullMarked;
