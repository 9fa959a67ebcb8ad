package org.sparklaunch.livy.server.session;

import org.sparklaunch.livy.server.driver.ResultReceiver;

/** Reads a whole result, for callers that know sessions and no drivers. */
public interface ResultReader extends ResultReceiver {}
