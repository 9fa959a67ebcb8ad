package org.sparklaunch.livy.server.pool;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;

/** An entry of the pool's journal; {@code name} is the driver's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PoolEntry.Added.class, name = "added"),
    @JsonSubTypes.Type(value = PoolEntry.Launched.class, name = "launched"),
    @JsonSubTypes.Type(value = PoolEntry.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = PoolEntry.Gone.class, name = "gone")
})
sealed interface PoolEntry {

    String name();

    /** Calls the visitor's method for this entry. */
    void accept(Visitor visitor);

    /** Handles every entry: a new one does not compile until its effect is written. */
    interface Visitor {
        void visit(Added entry);

        void visit(Launched entry);

        void visit(Ready entry);

        void visit(Gone entry);
    }

    /**
     * The driver's process is about to start. A later server uses it only if its own settings have the same
     * fingerprint.
     */
    record Added(String name, String settings) implements PoolEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record Launched(String name, DriverIdentity driver) implements PoolEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The driver is warm; {@code event} is the number of its event. */
    record Ready(String name, long event) implements PoolEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The driver ended, or belongs to a session from now on. */
    record Gone(String name) implements PoolEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }
}
