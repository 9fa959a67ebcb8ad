package org.sparklaunch.livy.server.dli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.request.SessionFiles;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * What the operator offers to clients of the session API: resource types, packages, modules and cluster names. A JSON file with
 * the members {@code types}, {@code packages}, {@code modules} and {@code clusters}, of which only the first is needed.
 */
public final class DliPresets {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Map<String, Type> types;
    private final @Nullable Path packages;
    private final Map<String, List<String>> modules;
    private final Set<String> clusters;

    private DliPresets(Content content) {
        this.types = new LinkedHashMap<>(content.types());
        this.packages = content.packages();
        this.modules = Objects.requireNonNullElse(content.modules(), Map.of());
        this.clusters = Objects.requireNonNullElse(content.clusters(), Set.of());
    }

    private record Content(
            Map<String, Type> types,
            @Nullable Path packages,
            @Nullable Map<String, List<String>> modules,
            @Nullable Set<String> clusters) {}

    /** The resources of a type. */
    record Type(int driverCores, int executorCores, String driverMemory, String executorMemory, int numExecutors) {
        private void check(String name) throws IOException {
            if (driverCores < 1 || executorCores < 1 || numExecutors < 1) {
                throw new IOException(
                        "type " + name + ": driverCores, executorCores and numExecutors must be at least 1");
            }
            checkSize(name, "driverMemory", driverMemory);
            checkSize(name, "executorMemory", executorMemory);
        }

        private static void checkSize(String name, String member, @Nullable String size) throws IOException {
            if (size == null) {
                throw new IOException("type " + name + ": " + member + " is missing");
            }
            try {
                MemorySize.parse(size);
            } catch (IllegalArgumentException e) {
                throw new IOException("type " + name + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * Reads a file of presets.
     *
     * @throws IOException naming the file and what is wrong in it
     */
    public static DliPresets read(Path file) throws IOException {
        try {
            Content content = MAPPER.readValue(Files.readAllBytes(file), Content.class);
            check(content);
            return new DliPresets(content);
        } catch (JsonProcessingException e) {
            throw new IOException("cannot read the presets in " + file + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IOException("cannot use the presets in " + file + ": " + e.getMessage(), e);
        }
    }

    private static void check(Content content) throws IOException {
        if (content.types() == null || content.types().isEmpty()) {
            throw new IOException("it has no types; give at least one, such as A");
        }
        for (Map.Entry<String, Type> type : content.types().entrySet()) {
            type.getValue().check(type.getKey());
        }
        if (content.packages() != null && !Files.isDirectory(content.packages())) {
            throw new IOException("packages: " + content.packages() + " is not a folder");
        }
    }

    /**
     * Checks that sessions may read the packages.
     *
     * @throws IOException when they lie outside the folders whose files requests may name
     */
    public void checkPackages(SessionFiles allowed) throws IOException {
        if (packages != null) {
            try {
                allowed.check(packages.toAbsolutePath().toString());
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        "the presets' folder of packages, " + packages
                                + ", is outside the folders whose files sessions may name; add it with --livy-files",
                        e);
            }
        }
    }

    /** Returns the name of the type, of the first one when the request has none. */
    String typeName(@Nullable String requested) {
        if (requested == null) {
            return types.keySet().iterator().next();
        }
        if (!types.containsKey(requested)) {
            throw DliError.PARAMETER.because(
                    "sc_type '" + requested + "' is unknown; the types are " + String.join(", ", types.keySet()));
        }
        return requested;
    }

    Type type(String name) {
        return Objects.requireNonNull(types.get(name), name);
    }

    /** Refuses the name of another cluster, where the presets name clusters. */
    void checkCluster(String name) {
        if (!clusters.isEmpty() && !clusters.contains(name)) {
            throw DliError.PARAMETER.because("cluster_name '" + name + "' is unknown; the clusters are "
                    + String.join(", ", clusters.stream().sorted().toList()));
        }
    }

    /** Returns the names of a module's packages. */
    List<String> module(String name) {
        List<String> names = modules.get(name);
        if (names == null) {
            throw DliError.RESOURCE.because("module '" + name + "' is unknown; the modules are "
                    + modules.keySet().stream().sorted().toList());
        }
        return names;
    }

    /** Returns the path of a package, which lies below the folder of packages, links resolved. */
    String packagePath(String name) {
        if (packages == null) {
            throw DliError.RESOURCE.because(
                    "package '" + name + "' cannot be found: the presets name no folder of packages");
        }
        try {
            Path root = packages.toRealPath();
            Path path = root.resolve(name).toRealPath();
            if (path.startsWith(root) && Files.isRegularFile(path)) {
                return path.toString();
            }
        } catch (IOException | InvalidPathException e) {
            // The same answer as for a file outside: it tells nothing about other folders.
        }
        throw DliError.RESOURCE.because("package '" + name + "' is not in the folder of packages");
    }
}
