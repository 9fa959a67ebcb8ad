package org.sparklaunch.querytracker.livy;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.ServiceKey;

/**
 * How the tracker itself is known to Livy servers.
 *
 * @param serviceKey proves that it may register tokens; null when it has none
 * @param allowUnverifiedUsers whether servers that verify no tokens (a stock Livy) are used all the same; they learn the
 *     user's name as {@code proxyUser} and have to believe it
 */
public record LivyCredentials(@Nullable ServiceKey serviceKey, boolean allowUnverifiedUsers) {}
