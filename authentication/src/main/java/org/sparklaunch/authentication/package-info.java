/**
 * Who calls a server of this project: {@link org.sparklaunch.authentication.AuthenticationFile} reads how users prove who they
 * are, and gives an {@link org.sparklaunch.authentication.Authenticator} that a server asks with each request. {@link
 * org.sparklaunch.authentication.SecretNames} are what neither server shows, whoever calls.
 *
 * <p>A module of its own below {@code livy-embedded}: the Livy server and the query tracker share no class but these, and
 * {@code discovery}, which both the tracker and the launcher know, would bring ZooKeeper's client into the Livy server.
 */
@NullMarked
package org.sparklaunch.authentication;

import org.jspecify.annotations.NullMarked;
