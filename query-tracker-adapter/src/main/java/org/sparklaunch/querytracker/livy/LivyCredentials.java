package org.sparklaunch.querytracker.livy;

import org.jspecify.annotations.Nullable;

/**
 * The credentials of the tracker at Livy servers.
 *
 * @param serviceKey lets it register tokens; null when it has none
 * @param allowUnverifiedUsers whether servers that verify no tokens (a stock Livy) are used as well; they receive the
 *     user's name as {@code proxyUser}
 */
public record LivyCredentials(@Nullable String serviceKey, boolean allowUnverifiedUsers) {
    @Override
    public String toString() {
        return "LivyCredentials[serviceKey=(hidden), allowUnverifiedUsers=" + allowUnverifiedUsers + "]";
    }
}
