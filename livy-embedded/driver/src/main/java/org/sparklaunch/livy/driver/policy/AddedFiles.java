package org.sparklaunch.livy.driver.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.sparklaunch.platform.file.AllowedFolders;

/** Checks the local files that SQL adds to a session, by the rule for files that a request names. */
final class AddedFiles {
    private static final Set<String> ADDING = Set.of("AddJarsCommand", "AddFilesCommand", "AddArchivesCommand");
    private static final Set<String> LOCAL = Set.of("file", "local");

    private final AllowedFolders allowed;

    AddedFiles(AllowedFolders allowed) {
        this.allowed = allowed;
    }

    void check(LogicalPlan plan) {
        added(plan).forEach(this::check);
    }

    private static Stream<String> added(LogicalPlan plan) {
        String type = plan.getClass().getSimpleName();
        if (ADDING.contains(type)) {
            return SparkFields.list(plan, "paths").stream().map(Object::toString);
        }
        return type.equals("CreateFunctionCommand")
                ? SparkFields.list(plan, "resources").stream()
                        .map(resource -> SparkFields.get(resource, "uri").toString())
                : Stream.of();
    }

    private void check(String text) {
        URI uri = new Path(text).toUri();
        boolean local =
                uri.getScheme() == null || LOCAL.contains(uri.getScheme().toLowerCase(Locale.ROOT));
        if (local && !readings(text, uri).allMatch(this::isAllowed)) {
            throw new AccessDeniedException("Access denied: local file " + text
                    + " is in no folder whose files sessions may add; upload it to the session, or let the operator allow"
                    + " its folder with --livy-files");
        }
    }

    /** Spark reads a path as Hadoop does, or as a URI, whose percent signs it decodes. */
    private static Stream<String> readings(String text, URI asHadoop) {
        try {
            return Stream.of(text, asHadoop.getPath(), new URI(text).getPath());
        } catch (URISyntaxException e) {
            return Stream.of(text, asHadoop.getPath());
        }
    }

    private boolean isAllowed(String reading) {
        String path = reading.replaceFirst("(?i)\\A(file|local):(//)?", "");
        return !List.of(path.split("/", -1)).contains("..") && allowed.contain(path);
    }
}
