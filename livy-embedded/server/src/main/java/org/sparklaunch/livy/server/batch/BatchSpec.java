package org.sparklaunch.livy.server.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.request.SessionSpec;

/**
 * A batch as requested.
 *
 * @param file the jar or the Python program
 * @param proxyUser the user that it runs as; null for the server's own user
 * @param className null for Python, or for the main class that the jar names
 */
public record BatchSpec(
        String file,
        @Nullable String className,
        List<String> args,
        @Nullable String name,
        @Nullable String proxyUser,
        SessionSpec.Resources resources,
        SessionSpec.Files files,
        Map<String, String> conf) {

    /** Returns the part that batches and sessions share, for the limits and settings of both. */
    SessionSpec asSession() {
        return new SessionSpec(
                SessionKind.SHARED, name, proxyUser, resources, files, new SessionSpec.Lifetime(null, null, 0), conf);
    }

    /** Returns all files, the application included. */
    SessionSpec.Files allFiles() {
        List<String> jars = new ArrayList<>(files.jars());
        jars.add(0, file);
        return new SessionSpec.Files(jars, files.pyFiles(), files.files(), files.archives());
    }
}
