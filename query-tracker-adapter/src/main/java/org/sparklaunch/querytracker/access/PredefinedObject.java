package org.sparklaunch.querytracker.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.livy.protocol.policy.Right;

/** The access control objects that YTsaurus has from the start. */
enum PredefinedObject {
    NOBODY("nobody", false, false, false),
    /** All see the query and read its results. */
    EVERYONE("everyone", true, true, true),
    /** All see the query, its results are the author's. */
    EVERYONE_USE("everyone-use", true, false, true),
    /** As {@link #EVERYONE} for whoever was told the query's id: no listing shows it. */
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

    /** The names of those whose queries listings show to all. */
    static List<String> listedWords() {
        return Arrays.stream(values())
                .filter(object -> object.listed)
                .map(object -> object.word)
                .toList();
    }

    boolean gives(Right right) {
        return switch (right) {
            case USE -> use;
            case READ -> read;
            default -> false;
        };
    }
}
