package org.sparklaunch.querytracker.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.livy.protocol.policy.Right;

/** The predefined access control objects of YTsaurus. */
enum PredefinedObject {
    NOBODY("nobody", false, false, false),
    /** All users may see the query and read its results. */
    EVERYONE("everyone", true, true, true),
    /** All users may see the query, only its author may read its results. */
    EVERYONE_USE("everyone-use", true, false, true),
    /** As {@link #EVERYONE} for users who know the id of the query; no listing shows it. */
    EVERYONE_SHARE("everyone-share", true, true, false);

    private final String word;
    private final boolean use;
    private final boolean read;
    private final boolean listed;

    PredefinedObject(String word, boolean use, boolean read, boolean listed) {
        this.word = word;
        this.use = use;
        this.read = read;
        this.listed = listed;
    }

    static Optional<PredefinedObject> of(String name) {
        return Arrays.stream(values())
                .filter(object -> object.word.equals(name))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(object -> object.word).toList();
    }

    /** Returns the names of the objects whose queries are listed for all users. */
    static List<String> listedWords() {
        return Arrays.stream(values())
                .filter(object -> object.listed)
                .map(object -> object.word)
                .toList();
    }

    boolean grants(Right right) {
        return switch (right) {
            case USE -> use;
            case READ -> read;
            default -> false;
        };
    }
}
