package org.sparklaunch.authentication;

import java.util.Optional;

/** Tells who makes a request. Thread-safe; may take as long as a password's hash or a directory server takes. */
public interface Authenticator {

    /** The user who has proved to be that; empty when nothing in the request proves anything. */
    Optional<String> user(Credentials presented);

    /** The value of {@code WWW-Authenticate} for who is refused. */
    String challenge();
}
