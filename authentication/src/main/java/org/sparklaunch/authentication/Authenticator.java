package org.sparklaunch.authentication;

import java.util.Optional;

/** Authenticates the user of a request. Thread-safe; may take as long as a password hash or a directory server. */
public interface Authenticator {

    /**
     * Returns the authenticated user; empty when the credentials are missing or not accepted.
     *
     * @throws TooManyLoginsException when the credentials were not checked
     */
    Optional<String> user(Credentials presented);

    /** Returns the user whose same credentials were accepted before, if that costs no time to find out. */
    default Optional<String> known(Credentials presented) {
        return Optional.empty();
    }

    /** Returns the value of {@code WWW-Authenticate} in a refusal. */
    String challenge();
}
