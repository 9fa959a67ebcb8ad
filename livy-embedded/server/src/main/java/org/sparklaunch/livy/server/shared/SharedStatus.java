package org.sparklaunch.livy.server.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shared driver at one moment.
 *
 * @param owner whose sessions it holds; null for those that belong to nobody
 * @param sessions under which names they call: their ids
 * @param most how many it takes
 */
public record SharedStatus(String name, @Nullable String owner, boolean ready, List<String> sessions, int most) {}
