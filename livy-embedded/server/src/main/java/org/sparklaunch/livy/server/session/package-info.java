/**
 * Sessions and their statements. {@link org.sparklaunch.livy.server.session.SessionManager} creates, finds and ends
 * them; an {@link org.sparklaunch.livy.server.session.InteractiveSession} turns requests and a driver's reports into
 * journal entries, and the entries into what a client sees. So a restarted server that reads the journal again knows the
 * same.
 */
@NullMarked
package org.sparklaunch.livy.server.session;

import org.jspecify.annotations.NullMarked;
