package org.sparklaunch.livy.protocol;

/** What the server tells a driver. */
public sealed interface ServerMessage {

    /**
     * The answer to {@link DriverMessage.Hello}: the driver sends again every event after the one named here.
     *
     * @param lastEvent the highest {@linkplain DriverMessage.Event#sequence() number} in the server's journal, 0 for none
     */
    record Welcome(long lastEvent) implements ServerMessage {}

    /** The server's journal holds every event up to this one: the driver may forget them. */
    record Acknowledge(long event) implements ServerMessage {}

    /**
     * Runs after all statements accepted before it. A driver takes each id once and ignores it when it comes again.
     *
     * @param kind never {@link SessionKind#SHARED}
     */
    record RunStatement(int statement, SessionKind kind, String code) implements ServerMessage {}

    /** Ends the statement if it waits or runs; without effect otherwise. */
    record CancelStatement(int statement) implements ServerMessage {}

    /** Ends the session: the driver stops Spark, its kernels and itself. */
    record Shutdown() implements ServerMessage {}
}
