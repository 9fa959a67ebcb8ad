package org.sparklaunch.livy.server.batch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.driver.DriverIdentity;

/** A line of a batch's journal. What a client can see of it is these, one after the other; times are epoch milliseconds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BatchEntry.Created.class, name = "created"),
    @JsonSubTypes.Type(value = BatchEntry.Launched.class, name = "launched"),
    @JsonSubTypes.Type(value = BatchEntry.Connected.class, name = "connected"),
    @JsonSubTypes.Type(value = BatchEntry.KillAsked.class, name = "kill"),
    @JsonSubTypes.Type(value = BatchEntry.Ended.class, name = "ended")
})
sealed interface BatchEntry {

    record Created(int id, @Nullable String owner, BatchSpec spec, long at) implements BatchEntry {}

    /** Its process exists. */
    record Launched(DriverIdentity driver) implements BatchEntry {}

    /** What its output told of the application in Spark so far. */
    record Connected(
            @Nullable String applicationId, @Nullable String uiUrl) implements BatchEntry {}

    /** A client wants its end and no traces. */
    record KillAsked(long at) implements BatchEntry {}

    /** Nothing of it runs any more. */
    record Ended(BatchState.Outcome outcome, String reason, long at) implements BatchEntry {}
}
