package org.sparklaunch.livy.protocol.policy;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names that rules can have for a user: its own, and {@code @group} for each of its groups. A directory server accepts
 * {@code ALICE} with the password of {@code alice}, so a denial of either concerns both. A permission concerns exact names only.
 */
final class UserNames {
    private final Set<String> exact = new HashSet<>();
    private final Set<String> lowerCase = new HashSet<>();

    private UserNames() {}

    static UserNames of(String user, Map<String, Set<String>> groups) {
        UserNames names = new UserNames();
        names.exact.add(user);
        names.lowerCase.add(lower(user));
        groups.forEach((group, members) -> {
            if (members.contains(user)) {
                names.exact.add("@" + group);
            }
            if (members.stream().anyMatch(user::equalsIgnoreCase)) {
                names.lowerCase.add(lower("@" + group));
            }
        });
        return names;
    }

    /** Returns whether one of the names is meant, exactly as written. */
    boolean include(Collection<String> who) {
        return who.stream().anyMatch(exact::contains);
    }

    /** Returns whether one of the names may be meant, in upper or lower case. */
    boolean mayInclude(Collection<String> who) {
        return who.stream().map(UserNames::lower).anyMatch(lowerCase::contains);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
