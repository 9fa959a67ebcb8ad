package org.sparklaunch.authentication;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Returns the user of the first method that accepts the credentials; ignores invalid user names. Passwords that were not accepted
 * before are checked with limits on attempts and on processors.
 */
final class GuardedLogin implements Authenticator {
    private static final String NAME = "[A-Za-z0-9._@-]{1,128}";

    private final List<Authenticator> methods;
    private final LoginThrottle throttle;
    private final LoginQueue queue;

    GuardedLogin(List<Authenticator> methods, LoginThrottle throttle, LoginQueue queue) {
        this.methods = List.copyOf(methods);
        this.throttle = throttle;
        this.queue = queue;
    }

    @Override
    public Optional<String> user(Credentials presented) {
        Optional<String> known = known(presented);
        if (known.isPresent()) {
            return known;
        }
        Optional<Credentials.Basic> basic = presented.basic();
        return basic.isPresent()
                ? queue.run(() -> checked(presented, basic.get().user()))
                : anyMethod(presented);
    }

    private Optional<String> checked(Credentials presented, String name) {
        throttle.admit(presented.remoteAddress(), name);
        Optional<String> user = anyMethod(presented);
        if (user.isPresent()) {
            throttle.succeed(presented.remoteAddress(), name);
        }
        return user;
    }

    @Override
    public Optional<String> known(Credentials presented) {
        return methods.stream()
                .flatMap(method -> method.known(presented).stream())
                .filter(user -> user.matches(NAME))
                .findFirst();
    }

    private Optional<String> anyMethod(Credentials presented) {
        return methods.stream()
                .flatMap(method -> method.user(presented).stream())
                .filter(user -> user.matches(NAME))
                .findFirst();
    }

    @Override
    public String challenge() {
        return methods.stream().map(Authenticator::challenge).distinct().collect(Collectors.joining(", "));
    }
}
