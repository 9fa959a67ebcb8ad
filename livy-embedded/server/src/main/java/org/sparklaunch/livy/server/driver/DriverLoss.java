package org.sparklaunch.livy.server.driver;

/** Why a driver is lost. */
public enum DriverLoss {
    /** Its process exited. */
    EXITED,

    /** It did not connect in time; its process may still run. */
    NOT_CONNECTED
}
