package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.request.SessionSpec;

/** The body of {@code POST /sessions}: Livy's 17 fields. The type's name is in error messages that clients grep. */
final class CreateInteractiveRequest extends ApplicationRequest {
    @JsonProperty
    @JsonDeserialize(using = KindDeserializer.class)
    private @Nullable SessionKind kind;

    @JsonProperty
    private int heartbeatTimeoutInSecond;

    @JsonProperty
    private @Nullable String ttl;

    @JsonProperty
    private @Nullable String idleTimeout;

    /** Returns the specification of the session. */
    SessionSpec toSpec(@Nullable String actingAs) {
        return new SessionSpec(
                Objects.requireNonNullElse(kind, SessionKind.SHARED),
                name(),
                actingAs,
                resources(),
                files(),
                new SessionSpec.Lifetime(ttl, idleTimeout, heartbeatTimeoutInSecond),
                conf());
    }
}
