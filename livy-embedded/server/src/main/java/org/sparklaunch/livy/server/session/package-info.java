/**
 * Sessions and their statements. {@link org.sparklaunch.livy.server.session.SessionManager} creates, finds and ends
 * them; an {@link org.sparklaunch.livy.server.session.InteractiveSession} turns requests, and its conversation with a driver
 * turns reports, into journal entries, and its chronicle turns the entries into what a client sees. So a restarted server
 * that reads the journal again knows the same.
 */
@NullMarked
package org.sparklaunch.livy.server.session;

import org.jspecify.annotations.NullMarked;
