package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST …/statements}. Very old clients send {@code msg_type}, which is ignored. */
record ExecuteRequest(
        @Nullable String code,
        @Nullable String kind,
        @Nullable @JsonProperty("msg_type") JsonNode messageType) {}
