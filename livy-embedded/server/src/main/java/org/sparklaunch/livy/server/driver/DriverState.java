package org.sparklaunch.livy.server.driver;

import org.jspecify.annotations.Nullable;

/** Where a driver is between its start and its end. */
sealed interface DriverState {

    /** Whether connections of the driver are refused from now on. */
    default boolean isOver() {
        return false;
    }

    /** This server starts the driver, which has not connected yet. */
    record Launching() implements DriverState {}

    record Connected(DriverLink link) implements DriverState {}

    /**
     * The connection ended, or an earlier server started the driver. The driver connects again.
     *
     * @param deadline epoch milliseconds at which a driver without a connection is lost; {@link Long#MAX_VALUE} for none
     */
    record Detached(long deadline) implements DriverState {}

    /** The process exited, or the driver did not connect in time. */
    record Lost(DriverLoss loss) implements DriverState {
        @Override
        public boolean isOver() {
            return true;
        }
    }

    /**
     * The owner has given the driver up; its process may still run.
     *
     * @param last the connection on which the driver can be asked to end
     */
    record Ended(@Nullable DriverLink last) implements DriverState {
        @Override
        public boolean isOver() {
            return true;
        }
    }
}
