package org.sparklaunch.livy.server.session;

import java.util.Map;
import org.sparklaunch.livy.server.supply.SharedDriverAllocator;
import org.sparklaunch.livy.server.supply.WarmMatch;

/**
 * A checked request for a session.
 *
 * @param settings all that its own driver would get
 * @param match the same, compared with those of warm drivers
 */
record SessionRequest(SessionEntry.Created created, Map<String, String> settings, WarmMatch match) {

    SharedDriverAllocator.Guest guest() {
        return new SharedDriverAllocator.Guest(
                Integer.toString(created.id()), created.owner(), created.sqlOnly(), created.spec(), settings);
    }
}
