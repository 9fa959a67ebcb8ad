package org.sparklaunch.querytracker.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * With whom a query is shared, by the four objects that YTsaurus has from the start. Its author may always do all; to change or
 * end a query is the author's alone.
 */
public enum AccessControlObject {
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

    AccessControlObject(String word, boolean use, boolean read, boolean listed) {
        this.word = word;
        this.use = use;
        this.read = read;
        this.listed = listed;
    }

    /** The object of a name. */
    public static Optional<AccessControlObject> of(String name) {
        return Arrays.stream(values())
                .filter(object -> object.word.equals(name))
                .findFirst();
    }

    /** The names of those whose queries listings show to all. */
    public static List<String> listedWords() {
        return Arrays.stream(values())
                .filter(object -> object.listed)
                .map(AccessControlObject::word)
                .toList();
    }

    /** Its name. */
    public String word() {
        return word;
    }

    boolean mayUse() {
        return use;
    }

    boolean mayRead() {
        return read;
    }
}
