package org.sparklaunch.livy.server.session;

import java.util.Map;
import org.sparklaunch.livy.server.supply.SharedDriverAllocator;
import org.sparklaunch.livy.server.supply.WarmMatch;

/**
 * A session that was asked for and may be made.
 *
 * @param settings all that a driver of its own would get
 * @param match the same, held against what warm drivers have
 */
record SessionRequest(SessionEntry.Created created, Map<String, String> settings, WarmMatch match) {

    SharedDriverAllocator.Guest guest() {
        return new SharedDriverAllocator.Guest(
                Integer.toString(created.id()), created.owner(), created.sqlOnly(), created.spec(), settings);
    }
}
