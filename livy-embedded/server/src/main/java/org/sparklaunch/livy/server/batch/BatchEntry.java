package org.sparklaunch.livy.server.batch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;

/**
 * An entry of a batch's journal. The state of a batch follows from its entries in order; times are epoch milliseconds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BatchEntry.Created.class, name = "created"),
    @JsonSubTypes.Type(value = BatchEntry.Launched.class, name = "launched"),
    @JsonSubTypes.Type(value = BatchEntry.Connected.class, name = "connected"),
    @JsonSubTypes.Type(value = BatchEntry.KillAsked.class, name = "kill"),
    @JsonSubTypes.Type(value = BatchEntry.Ended.class, name = "ended")
})
sealed interface BatchEntry {

    /** Calls the visitor's method for this entry. */
    void accept(Visitor visitor);

    /** Handles every entry: a new one does not compile until its effect is written. */
    interface Visitor {
        void visit(Created entry);

        void visit(Launched entry);

        void visit(Connected entry);

        void visit(KillAsked entry);

        void visit(Ended entry);
    }

    record Created(int id, @Nullable String owner, BatchSpec spec, long at) implements BatchEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The process was started. */
    record Launched(DriverIdentity driver) implements BatchEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** Spark's data of the application, as far as the output has shown it. */
    record Connected(
            @Nullable String applicationId, @Nullable String uiUrl) implements BatchEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** A client requested the end of the batch and the removal of its files. */
    record KillAsked(long at) implements BatchEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /** The process and its children are gone. */
    record Ended(BatchState.Outcome outcome, String reason, long at) implements BatchEntry {
        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }
}
