package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sparklaunch.livy.server.dli.DliError;
import org.sparklaunch.livy.server.dli.DliException;
import org.sparklaunch.livy.server.dli.DliRequest;
import org.sparklaunch.livy.server.request.RejectedException;

/** Reads requests of the session API below {@code /v2.0}. */
final class DliRequests {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private DliRequests() {}

    /** Returns the project of the path. */
    static String project(Context ctx) {
        String project = ctx.pathParam("project_id");
        if (!PROJECT.matcher(project).matches()) {
            throw DliError.PARAMETER.because("project_id is not 1 to 64 letters, digits, hyphens and underscores");
        }
        return project;
    }

    /** Reads the body. Errors name the parameter. */
    static DliRequest read(Context ctx) {
        try {
            DliRequest request = MAPPER.readValue(Json.bytes(ctx), DliRequest.class);
            if (request == null) {
                throw DliError.PARAMETER.because("the body is null; send a JSON object");
            }
            return request;
        } catch (UnrecognizedPropertyException e) {
            throw DliError.PARAMETER.because("parameter '" + e.getPropertyName() + "' is unknown");
        } catch (JsonMappingException e) {
            throw DliError.PARAMETER.because("parameter '" + path(e) + "' has a value of the wrong type");
        } catch (JsonProcessingException e) {
            throw DliError.PARAMETER.because("the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw DliError.PARAMETER.because("the body cannot be read: " + e.getMessage());
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** Returns the error for a session or batch that was not created. */
    static DliException refusal(RejectedException e) {
        DliError error = switch (e.kind()) {
            case LIMIT -> DliError.QUOTA;
            case NAME_TAKEN -> DliError.EXISTS;
            case REQUEST -> DliError.PARAMETER;
        };
        return error.because(e.reason());
    }
}
