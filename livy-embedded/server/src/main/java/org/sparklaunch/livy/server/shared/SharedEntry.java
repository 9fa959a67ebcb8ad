package org.sparklaunch.livy.server.shared;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;

/** An entry of the journal of shared drivers; {@code name} is the driver's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SharedEntry.Added.class, name = "added"),
    @JsonSubTypes.Type(value = SharedEntry.Launched.class, name = "launched"),
    @JsonSubTypes.Type(value = SharedEntry.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = SharedEntry.Joined.class, name = "joined"),
    @JsonSubTypes.Type(value = SharedEntry.Left.class, name = "left"),
    @JsonSubTypes.Type(value = SharedEntry.Gone.class, name = "gone")
})
sealed interface SharedEntry {

    String name();

    /** Calls the visitor's method for this entry. */
    void accept(Visitor visitor);

    /** Handles every entry: a new one does not compile until its effect is written. */
    interface Visitor {
        void visit(Added entry);

        void visit(Launched entry);

        void visit(Ready entry);

        void visit(Joined entry);

        void visit(Left entry);

        void visit(Gone entry);
    }

    /**
     * The driver exists or is about to start, for sessions of this owner with this installation of Spark and these
     * settings.
     */
    record Added(
            String name, @Nullable String owner, boolean sqlOnly, String installation, Map<String, String> settings)
            implements SharedEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record Launched(String name, DriverIdentity driver) implements SharedEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** Spark is up; {@code event} is the number of the driver's event. */
    record Ready(String name, long event) implements SharedEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** A session is a guest of the driver from now on. */
    record Joined(String name, String guest, Map<String, String> settings) implements SharedEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record Left(String name, String guest) implements SharedEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    record Gone(String name) implements SharedEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }
}
