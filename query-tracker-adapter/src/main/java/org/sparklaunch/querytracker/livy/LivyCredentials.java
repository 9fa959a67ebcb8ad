package org.sparklaunch.querytracker.livy;

import org.jspecify.annotations.Nullable;

/**
 * How the tracker itself is known to Livy servers.
 *
 * @param serviceKey lets it register tokens; null when it has none
 * @param allowUnverifiedUsers whether servers that verify no tokens (a stock Livy) are used all the same; they learn the
 *     user's name as {@code proxyUser} and have to believe it
 */
public record LivyCredentials(@Nullable String serviceKey, boolean allowUnverifiedUsers) {
    @Override
    public String toString() {
        return "LivyCredentials[serviceKey=(hidden), allowUnverifiedUsers=" + allowUnverifiedUsers + "]";
    }
}
