package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.ResourceType;
import org.sparklaunch.livy.server.request.SessionFiles;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.ResourceException;
import org.sparklaunch.livy.server.session.SessionStateException;

/**
 * Handles jars and files for a running session, uploaded or named by address. The response comes when the session's
 * driver has it, so that the next statement and job see it.
 */
final class ResourceRoutes {
    /** Livy's default of {@code livy.file.upload.max.size}. */
    static final int LIMIT_MEBIBYTES = 100;

    /** The largest upload over 1.4 Mbit/s. */
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(10);

    private static final int IN_MEMORY_BYTES = 64 * 1024;
    private static final long LIMIT_BYTES = LIMIT_MEBIBYTES * 1024L * 1024;

    /** For headers and boundaries, and for fields of a form that clients add. */
    private static final int FORM_BYTES = 1024 * 1024;

    private static final String TOO_LARGE =
            "org.scalatra.servlet.SizeConstraintExceededException: Too large request or file";

    private final SessionLookup lookup;
    private final SessionFiles files;

    ResourceRoutes(SessionLookup lookup, SessionFiles files) {
        this.lookup = lookup;
        this.files = files;
    }

    void register(RoutesConfig routes) {
        for (String upload : List.of("jar", "pyfile", "file")) {
            routes.before("/sessions/{id}/upload-" + upload, ResourceRoutes::receive);
        }
        routes.post("/sessions/{id}/upload-jar", ctx -> upload(ctx, ResourceType.JAR, "jar"));
        routes.post("/sessions/{id}/upload-pyfile", ctx -> upload(ctx, ResourceType.PYFILE, "file"));
        routes.post("/sessions/{id}/upload-file", ctx -> upload(ctx, ResourceType.FILE, "file"));
        routes.post("/sessions/{id}/add-jar", ctx -> add(ctx, ResourceType.JAR));
        routes.post("/sessions/{id}/add-pyfile", ctx -> add(ctx, ResourceType.PYFILE));
        routes.post("/sessions/{id}/add-file", ctx -> add(ctx, ResourceType.FILE));
    }

    private void upload(Context ctx, ResourceType type, String partName) {
        InteractiveSession session = lookup.find(ctx);
        Part part = part(ctx, partName);
        if (part == null || part.getSubmittedFileName() == null) {
            throw LivyError.bare(400, "No " + partName + " sent!");
        }
        try (InputStream content = part.getInputStream()) {
            answer(ctx, session.upload(type, decoded(part.getSubmittedFileName()), content));
        } catch (SessionStateException e) {
            throw LivyError.object(400, JobRoutes.NOT_ACTIVE);
        } catch (IllegalArgumentException e) {
            throw LivyError.object(400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw LivyError.bare(500, "cannot store the upload; the log of the server has the reason");
        }
    }

    /** Receives the parts into files before the route reads them; no thread waits for them. */
    private static void receive(Context ctx) {
        String type = ctx.contentType();
        if (!isMultipart(type)) {
            return;
        }
        Request request = ServletContextRequest.getServletContextRequest(ctx.req());
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        MultiPartConfig config = Request.getMultiPartConfig(request, folder)
                .maxPartSize(LIMIT_BYTES)
                .maxSize(LIMIT_BYTES + FORM_BYTES)
                .maxMemoryPartSize(IN_MEMORY_BYTES)
                .build();
        CompletableFuture<MultiPartFormData.Parts> parts = new CompletableFuture<>();
        MultiPartFormData.onParts(request, request, type, config, Promise.Invocable.toPromise(parts));
        ctx.future(() -> parts.orTimeout(UPLOAD_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .handle((received, failure) -> {
                    if (failure != null) {
                        throw refusal(request, failure);
                    }
                    return received;
                }));
    }

    private static RuntimeException refusal(Request request, Throwable failure) {
        // Jetty asks for the parts of every finished request, to remove their files, and would end with their failure.
        request.removeAttribute(MultiPartFormData.class.getName());
        if (failure instanceof TimeoutException) {
            // Ends the parser, which removes its files.
            request.fail(failure);
            return LivyError.object(408, "the upload did not arrive within " + UPLOAD_LIMIT.toMinutes() + " min");
        }
        // Jetty throws the same exception for a file that is too large and for a malformed body.
        return isTooLarge(failure)
                ? LivyError.bare(500, TOO_LARGE)
                : LivyError.bare(400, "cannot read the multipart body: " + failure.getMessage());
    }

    private static boolean isMultipart(@Nullable String type) {
        return type != null && type.startsWith("multipart/form-data");
    }

    private static @Nullable Part part(Context ctx, String name) {
        if (!isMultipart(ctx.contentType())) {
            return null;
        }
        ctx.attribute("org.eclipse.jetty.multipartConfig", new MultipartConfigElement(""));
        try {
            return ctx.req().getPart(name);
        } catch (ServletException | IOException | RuntimeException e) {
            throw LivyError.bare(400, "cannot read the multipart body: " + e.getMessage());
        }
    }

    private static boolean isTooLarge(@Nullable Throwable e) {
        return e != null && (String.valueOf(e.getMessage()).contains("max ") || isTooLarge(e.getCause()));
    }

    /** Python's requests library names files this way when they are not plain ASCII. */
    private static String decoded(String name) {
        String mark = "utf-8''";
        return name.startsWith(mark) ? URLDecoder.decode(name.substring(mark.length()), StandardCharsets.UTF_8) : name;
    }

    private void add(Context ctx, ResourceType type) {
        AddResource request = Json.read(ctx, AddResource.class);
        InteractiveSession session = lookup.find(ctx);
        String uri = request.uri();
        if (uri == null || uri.isBlank()) {
            throw LivyError.object(400, "requirement failed: no uri provided.");
        }
        try {
            files.check(uri);
            answer(ctx, session.add(type, uri));
        } catch (SessionStateException e) {
            throw LivyError.object(400, JobRoutes.NOT_ACTIVE);
        } catch (IllegalArgumentException e) {
            throw LivyError.object(400, String.valueOf(e.getMessage()));
        }
    }

    /** Responds when the driver has it; no thread waits. */
    private static void answer(Context ctx, CompletableFuture<Void> added) {
        ctx.future(() -> added.handle((nothing, failure) -> {
            Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            if (cause instanceof ResourceException refused) {
                Json.write(ctx, 500, String.valueOf(refused.getMessage()));
            } else {
                Json.empty(ctx, 200);
            }
            return null;
        }));
    }
}
