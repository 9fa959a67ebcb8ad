package org.sparklaunch.launcher.config;

/**
 * Whether sessions of the Livy server share drivers.
 *
 * @param context whether SQL sessions of one user and equal settings live in one driver; else each session has its own
 * @param most how many of them a driver takes
 */
public record SharingSpec(boolean context, int most) {

    /** Every session has a driver of its own. */
    public static final SharingSpec NONE = new SharingSpec(false, 50);

    /** Livy's word for it in the settings, and the user's. */
    public String word() {
        return context ? "context" : "driver";
    }
}
