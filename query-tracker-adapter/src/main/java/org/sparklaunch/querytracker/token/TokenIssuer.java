package org.sparklaunch.querytracker.token;

import java.time.InstantSource;

/** Issues tokens for users and refreshes them. Thread-safe. */
public final class TokenIssuer {
    private final TokenLifetime lifetime;
    private final InstantSource clock;

    /** Reads the time from the clock given. */
    public TokenIssuer(TokenLifetime lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Issues a token and registers it. If it cannot be registered there is no token, and so no query. */
    public IssuedToken issue(String user, TokenRegistrar registrar) throws InterruptedException {
        Token token = Token.generate();
        registrar.register(token.hash(), user, lifetime.ttl());
        return new IssuedToken(token, user, clock.instant());
    }

    /** Refreshes a token that is due; otherwise returns it unchanged. */
    public IssuedToken refreshIfDue(IssuedToken issued, TokenRegistrar registrar) throws InterruptedException {
        return clock.instant().isBefore(issued.refreshed().plus(lifetime.refresh()))
                ? issued
                : refresh(issued, registrar);
    }

    /** Refreshes a token at once, as after a server reported that it does not know the token. */
    public IssuedToken refresh(IssuedToken issued, TokenRegistrar registrar) throws InterruptedException {
        registrar.register(issued.token().hash(), issued.user(), lifetime.ttl());
        return new IssuedToken(issued.token(), issued.user(), clock.instant());
    }
}
