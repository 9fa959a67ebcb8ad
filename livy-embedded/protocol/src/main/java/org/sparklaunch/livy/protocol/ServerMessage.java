package org.sparklaunch.livy.protocol;

import java.util.Map;

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
     * Gives a warm driver to its one owner. The driver takes the first and ignores any other, applies the settings, and
     * answers with a second {@link DriverMessage.SessionReady}; or with {@link DriverMessage.SessionFailed} and its end
     * when Spark refuses one.
     *
     * @param settings runtime settings of Spark SQL; they may hold what only the owner is to know
     */
    record Claim(Map<String, String> settings) implements ServerMessage {
        public Claim {
            settings = Map.copyOf(settings);
        }

        @Override
        public String toString() {
            return "Claim[settings=" + settings.keySet() + "]";
        }
    }

    /**
     * Names all sessions that are to share this driver: it begins those that it does not have and ends those that are not
     * named. Said again whenever the list changes and on each new connection. A guest dials the server under its own name, with the
     * driver's secret, and is then talked to like a driver of one session.
     *
     * @param guests runtime settings of Spark SQL by the name of the session; they may hold what only the owner is to know
     */
    record Host(Map<String, Map<String, String>> guests) implements ServerMessage {
        public Host {
            guests = Map.copyOf(guests);
        }

        @Override
        public String toString() {
            return "Host[guests=" + guests.keySet() + "]";
        }
    }

    /**
     * Runs after all statements accepted before it. A driver takes each id once and ignores it when it comes again.
     *
     * @param kind never {@link SessionKind#SHARED}
     */
    record RunStatement(int statement, SessionKind kind, String code) implements ServerMessage {}

    /** Ends the statement if it waits or runs; without effect otherwise. */
    record CancelStatement(int statement) implements ServerMessage {}

    /**
     * Runs beside statements and other jobs. A driver takes each id once and ignores it when it comes again.
     *
     * @param kind {@link SessionKind#SPARK} for a job of Livy's Java client, {@link SessionKind#PYSPARK} for one of Python
     * @param payload what the client's library encoded, base64 as in REST bodies
     */
    record RunJob(int job, SessionKind kind, String payload) implements ServerMessage {}

    /** Ends the job if it waits or runs; without effect otherwise. */
    record CancelJob(int job) implements ServerMessage {}

    /**
     * Makes something known to all that runs in the session from now on. Comes again after a break when its answer did not
     * arrive: adding twice is adding once.
     *
     * @param request the server's number for it
     * @param uri a local path or anything that Spark can fetch
     */
    record AddResource(int request, ResourceType type, String uri) implements ServerMessage {}

    /**
     * From now on the session runs SQL only, as this user and within this policy; again when the policy changes. Comes before
     * every statement that it is to hold.
     *
     * @param policy a text that {@link org.sparklaunch.livy.protocol.policy.PolicyParser} reads
     */
    record HoldToPolicy(String user, String policy) implements ServerMessage {}

    /**
     * Asks what the code could go on with; answered by {@link DriverMessage.Candidates}, also while a statement runs.
     *
     * @param request names the question in its answer
     * @param cursor how many characters of the code stand before the place in question
     */
    record Complete(long request, SessionKind kind, String code, int cursor) implements ServerMessage {}

    /**
     * Sends the whole result of a statement over a connection of its own, which begins with {@link
     * DriverMessage.ResultOpened}. Lost with the connection it came on: whoever waited for the result asks again.
     */
    record SendResult(String ticket, int statement) implements ServerMessage {}

    /** Ends the session: the driver stops Spark, its kernels and itself. */
    record Shutdown() implements ServerMessage {}
}
