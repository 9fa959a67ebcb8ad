package org.sparklaunch.livy.server.session;

import org.sparklaunch.livy.server.driver.ResultReceiver;

/** Who asked for a whole result, for those who know sessions and no drivers. */
public interface ResultReader extends ResultReceiver {}
