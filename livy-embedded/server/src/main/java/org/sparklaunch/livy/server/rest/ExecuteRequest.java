package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST …/statements}; {@code msg_type} is what very old clients send, it means nothing. */
record ExecuteRequest(
        @Nullable String code,
        @Nullable String kind,
        @Nullable @JsonProperty("msg_type") JsonNode messageType) {}
