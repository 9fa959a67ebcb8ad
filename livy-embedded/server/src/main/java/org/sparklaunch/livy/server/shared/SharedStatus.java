package org.sparklaunch.livy.server.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shared driver at one moment.
 *
 * @param owner whose sessions it holds; null for sessions without an owner
 * @param sessions the ids of the sessions in it
 * @param most the limit of sessions
 */
public record SharedStatus(String name, @Nullable String owner, boolean ready, List<String> sessions, int most) {}
