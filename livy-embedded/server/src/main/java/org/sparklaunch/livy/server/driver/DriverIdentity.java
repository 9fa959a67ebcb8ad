package org.sparklaunch.livy.server.driver;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Identifies one driver for as long as it can exist; the next server finds it by this journalled value. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(ProcessIdentity.class),
    @JsonSubTypes.Type(SubmissionIdentity.class),
    @JsonSubTypes.Type(GuestIdentity.class)
})
public sealed interface DriverIdentity permits ProcessIdentity, SubmissionIdentity, GuestIdentity {}
