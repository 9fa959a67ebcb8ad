package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.session.Statement;

/** A statement as Livy 0.9 shows it; the output is the driver's JSON, not parsed. */
record StatementJson(
        int id,
        String code,
        String state,
        @Nullable @JsonRawValue String output,
        double progress,
        long started,
        long completed) {

    static StatementJson of(Statement statement) {
        return new StatementJson(
                statement.id(),
                statement.code(),
                statement.state().wireName(),
                statement.output(),
                statement.progress(),
                statement.started(),
                statement.completed());
    }
}
