package org.sparklaunch.livy.server.driver;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Names one driver for as long as it can exist, for the journal: the next server finds it by this. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(ProcessIdentity.class),
    @JsonSubTypes.Type(SubmissionIdentity.class),
    @JsonSubTypes.Type(GuestIdentity.class)
})
public sealed interface DriverIdentity permits ProcessIdentity, SubmissionIdentity, GuestIdentity {}
