package org.sparklaunch.livy.protocol;

import java.util.Map;

/** A message from the server to a driver. Its bytes are frozen: see {@link Handshake#VERSION}. */
public sealed interface ServerMessage {

    /** Calls the visitor's method for this message. */
    void accept(Visitor visitor) throws ProtocolException;

    /** Handles every message of this direction; a new message does not compile until each visitor handles it. */
    interface Visitor {
        void visit(Welcome message) throws ProtocolException;

        void visit(Acknowledge message) throws ProtocolException;

        void visit(Claim message) throws ProtocolException;

        void visit(Host message) throws ProtocolException;

        void visit(RunStatement message) throws ProtocolException;

        void visit(CancelStatement message) throws ProtocolException;

        void visit(RunJob message) throws ProtocolException;

        void visit(CancelJob message) throws ProtocolException;

        void visit(AddResource message) throws ProtocolException;

        void visit(HoldToPolicy message) throws ProtocolException;

        void visit(Identify message) throws ProtocolException;

        void visit(Complete message) throws ProtocolException;

        void visit(SendResult message) throws ProtocolException;

        void visit(Shutdown message) throws ProtocolException;
    }

    /**
     * Answers {@link DriverMessage.Hello}. The driver then sends every event after this one again.
     *
     * @param lastEvent the highest {@linkplain DriverMessage.Event#sequence() number} in the server's journal, 0 for none
     */
    record Welcome(long lastEvent) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /** Informs the driver that the server's journal contains every event up to this one, so that it can discard them. */
    record Acknowledge(long event) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /**
     * Assigns a warm driver to its owner. The driver accepts the first claim and ignores later ones. It applies the settings and
     * answers with a second {@link DriverMessage.SessionReady}. When Spark refuses a setting, it answers with {@link
     * DriverMessage.SessionFailed} and ends.
     *
     * @param settings runtime settings of Spark SQL; they may hold the owner's secrets
     */
    record Claim(Map<String, String> settings) implements ServerMessage {
        public Claim {
            settings = Map.copyOf(settings);
        }

        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }

        @Override
        public String toString() {
            return "Claim[settings=" + settings.keySet() + "]";
        }
    }

    /**
     * Lists all sessions that share this driver. The driver starts the missing ones and ends those that are not listed. The
     * server sends the list whenever it changes and on each new connection. A guest connects under its own name with the
     * driver's secret. From then on the server treats it like a driver of one session.
     *
     * @param guests runtime settings of Spark SQL by the name of the session; they may hold the owner's secrets
     */
    record Host(Map<String, Map<String, String>> guests) implements ServerMessage {
        public Host {
            guests = Map.copyOf(guests);
        }

        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }

        @Override
        public String toString() {
            return "Host[guests=" + guests.keySet() + "]";
        }
    }

    /**
     * Runs a statement after all statements accepted before it. A driver accepts each id once and ignores repetitions.
     *
     * @param kind never {@link SessionKind#SHARED}
     */
    record RunStatement(int statement, SessionKind kind, String code) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /** Cancels the statement if it waits or runs; has no effect otherwise. */
    record CancelStatement(int statement) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /**
     * Runs a job in parallel to statements and other jobs. A driver accepts each id once and ignores repetitions.
     *
     * @param kind {@link SessionKind#SPARK} for a job of Livy's Java client, {@link SessionKind#PYSPARK} for one of Python
     * @param payload what the client's library encoded, base64 as in REST bodies
     */
    record RunJob(int job, SessionKind kind, String payload) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /** Cancels the job if it waits or runs; has no effect otherwise. */
    record CancelJob(int job) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /**
     * Adds a file for everything that runs in the session from now on. The server repeats the message on a new connection
     * until it has the answer; adding twice has the effect of adding once.
     *
     * @param request the server's number for it
     * @param uri a local path or anything that Spark can fetch
     */
    record AddResource(int request, ResourceType type, String uri) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /**
     * Restricts the session to SQL, as this user and within this policy. The server sends it again when the policy changes,
     * and always before a statement that the policy applies to.
     *
     * @param policy the rules, which {@link org.sparklaunch.livy.protocol.policy.PolicyParser} reads
     */
    record HoldToPolicy(String user, String policy) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /**
     * Names the user of the session, who is the current user of its SQL. The server sends it on each new connection and before a
     * claim; it sends none when the request named no user.
     */
    record Identify(String user) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /**
     * Requests completions of the code; answered by {@link DriverMessage.Candidates}, also while a statement runs.
     *
     * @param request identifies the request in its answer
     * @param cursor number of characters before the position to complete
     */
    record Complete(long request, SessionKind kind, String code, int cursor) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /**
     * Sends the whole result of a statement over a separate connection, which begins with {@link
     * DriverMessage.ResultOpened}. The message is lost with its connection; the client then asks again.
     *
     * @param transfer the server's id of the transfer, good once
     */
    record SendResult(String transfer, int statement) implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }

    /** Ends the session: the driver stops Spark, its kernels and itself. */
    record Shutdown() implements ServerMessage {
        @Override
        public void accept(Visitor visitor) throws ProtocolException {
            visitor.visit(this);
        }
    }
}
