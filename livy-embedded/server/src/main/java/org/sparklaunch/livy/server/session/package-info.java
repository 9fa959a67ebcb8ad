/**
 * Sessions and their statements. {@link org.sparklaunch.livy.server.session.SessionManager} creates, finds and ends sessions.
 * An {@link org.sparklaunch.livy.server.session.InteractiveSession} turns requests into journal entries, and its channel to
 * the driver turns the driver's events into entries. The history applies them to the state that clients see. So a restarted
 * server that reads the journal has the same state.
 */
@NullMarked
package org.sparklaunch.livy.server.session;

import org.jspecify.annotations.NullMarked;
