package org.sparklaunch.querytracker.livy;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.ServiceKey;

/**
 * The credentials of the tracker at Livy servers.
 *
 * @param serviceKey proves that it may register tokens; null when it has none
 * @param allowUnverifiedUsers whether servers that verify no tokens (a stock Livy) are used as well; they receive the
 *     user's name as {@code proxyUser}
 */
public record LivyCredentials(@Nullable ServiceKey serviceKey, boolean allowUnverifiedUsers) {}
