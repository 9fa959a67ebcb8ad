package org.sparklaunch.querytracker.token;

import java.time.InstantSource;

/** Issues tokens for users and keeps them good while they are used. Thread-safe. */
public final class TokenIssuer {
    private final TokenLifetime lifetime;
    private final InstantSource clock;

    /** Reads the time from the clock given. */
    public TokenIssuer(TokenLifetime lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** A new token that the verifier accepts; when it cannot be registered there is none, and so no query. */
    public IssuedToken issue(String user, TokenRegistrar verifier) throws InterruptedException {
        Token token = Token.generate();
        verifier.register(token.hash(), user, lifetime.ttl());
        return new IssuedToken(token, user, clock.instant());
    }

    /** Refreshes a token that is old enough; else returns it as it is. */
    public IssuedToken refreshIfDue(IssuedToken issued, TokenRegistrar verifier) throws InterruptedException {
        return clock.instant().isBefore(issued.refreshed().plus(lifetime.refresh()))
                ? issued
                : refresh(issued, verifier);
    }

    /** Refreshes a token at once, as after a server said that it does not know it. */
    public IssuedToken refresh(IssuedToken issued, TokenRegistrar verifier) throws InterruptedException {
        verifier.register(issued.token().hash(), issued.user(), lifetime.ttl());
        return new IssuedToken(issued.token(), issued.user(), clock.instant());
    }
}
