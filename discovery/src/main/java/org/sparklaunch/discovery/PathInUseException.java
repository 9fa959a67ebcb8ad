package org.sparklaunch.discovery;

import org.jspecify.annotations.Nullable;

/** Another live launch has the path. */
public final class PathInUseException extends DiscoveryException {
    private static final long serialVersionUID = 1L;

    private final String holder;

    /**
     * Names the other launch.
     *
     * @param holder what the other said of itself
     * @param address where its master is; null when it has announced none yet
     */
    public PathInUseException(DiscoveryPath path, String holder, @Nullable String address) {
        super("The discovery path " + path + " is in use by " + holder
                + (address == null ? ", which has announced no master yet" : " with the master " + address));
        this.holder = holder;
    }

    /** What the other launch said of itself when it claimed the path. */
    public String holder() {
        return holder;
    }
}
