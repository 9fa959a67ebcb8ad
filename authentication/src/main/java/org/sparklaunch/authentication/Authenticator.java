package org.sparklaunch.authentication;

import java.util.Optional;

/** Authenticates the user of a request. Thread-safe; may take as long as a password hash or a directory server. */
public interface Authenticator {

    /** Returns the authenticated user; empty when the credentials are missing or not accepted. */
    Optional<String> user(Credentials presented);

    /** Returns the value of {@code WWW-Authenticate} in a refusal. */
    String challenge();
}
