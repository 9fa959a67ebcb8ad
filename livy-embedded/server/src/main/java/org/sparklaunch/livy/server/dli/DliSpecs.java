package org.sparklaunch.livy.server.dli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.batch.BatchSpec;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.platform.quantity.MemorySize;

/** Turns requests of the session API into those of this server. */
public final class DliSpecs {
    /** The name of the resource type of a request that replaces one of its type's resources. */
    static final String CUSTOMIZED = "CUSTOMIZED";

    private static final int LONGEST_NAME = 128;

    private final DliPresets presets;

    public DliSpecs(DliPresets presets) {
        this.presets = presets;
    }

    /** Returns the name of the cluster, which every request has. */
    public String cluster(DliRequest request) {
        String name = required("cluster_name", request.clusterName());
        checkLength("cluster_name", name);
        presets.checkCluster(name);
        return name;
    }

    /** Returns the type that a response shows: that of the request, or {@code CUSTOMIZED}. */
    public String shownType(DliRequest request) {
        String type = baseType(request);
        boolean customized = CUSTOMIZED.equals(request.scType())
                || request.driverMemory() != null
                || request.driverCores() != null
                || request.executorMemory() != null
                || request.executorCores() != null
                || request.numExecutors() != null;
        return customized ? CUSTOMIZED : type;
    }

    /** Returns the type whose resources the request replaces or takes as they are. */
    private String baseType(DliRequest request) {
        return presets.typeName(CUSTOMIZED.equals(request.scType()) ? null : request.scType());
    }

    /**
     * Returns the session of a request.
     *
     * @throws DliException naming the parameter that is wrong
     */
    public SessionSpec session(DliRequest request, @Nullable String proxyUser) {
        absent("file", request.file());
        absent("className", request.className());
        absent("args", request.args());
        String kind = required("kind", request.kind());
        SessionKind known = SessionKind.parse(kind)
                .filter(k -> k != SessionKind.SHARED)
                .orElseThrow(() -> DliError.PARAMETER.because("kind '" + kind
                        + "' is unknown; give spark, or pyspark, sparkr or sql, which this server adds"));
        return new SessionSpec(
                known,
                name(request),
                proxyUser,
                resources(request),
                packages(request),
                new SessionSpec.Lifetime(null, null, heartbeat(request)),
                conf(request.conf()));
    }

    /**
     * Returns the batch of a request.
     *
     * @throws DliException naming the parameter that is wrong
     */
    public BatchSpec batch(DliRequest request, @Nullable String proxyUser) {
        absent("heartbeatTimeoutInSecond", request.heartbeatTimeoutInSecond());
        return new BatchSpec(
                presets.packagePath(required("file", request.file())),
                request.className(),
                some(request.args()),
                name(request),
                proxyUser,
                resources(request),
                packages(request),
                conf(request.conf()));
    }

    private static @Nullable String name(DliRequest request) {
        if (request.name() != null) {
            checkLength("name", request.name());
        }
        return request.name();
    }

    private static void checkLength(String parameter, String value) {
        if (value.codePointCount(0, value.length()) > LONGEST_NAME) {
            throw DliError.PARAMETER.because(parameter + " has " + value.codePointCount(0, value.length())
                    + " characters; the limit is " + LONGEST_NAME);
        }
    }

    private static int heartbeat(DliRequest request) {
        Integer seconds = request.heartbeatTimeoutInSecond();
        if (seconds != null && seconds < 0) {
            throw DliError.PARAMETER.because("heartbeatTimeoutInSecond " + seconds + " is negative; give seconds");
        }
        return seconds == null ? 0 : seconds;
    }

    private SessionSpec.Resources resources(DliRequest request) {
        DliPresets.Type type = presets.type(baseType(request));
        return new SessionSpec.Resources(
                memory("driverMemory", request.driverMemory(), type.driverMemory()),
                number("driverCores", request.driverCores(), type.driverCores()),
                memory("executorMemory", request.executorMemory(), type.executorMemory()),
                number("executorCores", request.executorCores(), type.executorCores()),
                number("numExecutors", request.numExecutors(), type.numExecutors()),
                null);
    }

    private static int number(String parameter, @Nullable Integer requested, int preset) {
        if (requested != null && requested < 1) {
            throw DliError.PARAMETER.because(parameter + " is " + requested + "; give at least 1");
        }
        return requested == null ? preset : requested;
    }

    private static String memory(String parameter, @Nullable String requested, String preset) {
        if (requested == null) {
            return MemorySize.parse(preset).toOption();
        }
        if (requested.strip().chars().allMatch(Character::isDigit)) {
            throw DliError.PARAMETER.because(
                    parameter + " '" + requested + "' has no unit; give for example 2 GB or 2048 MB");
        }
        try {
            return MemorySize.parse(requested).toOption();
        } catch (IllegalArgumentException e) {
            throw DliError.PARAMETER.because(parameter + ": " + e.getMessage());
        }
    }

    private SessionSpec.Files packages(DliRequest request) {
        Packages all = new Packages(presets);
        some(request.jars()).forEach(name -> all.add("jar", name));
        some(request.pyFiles()).forEach(name -> all.add("pyFile", name));
        some(request.files()).forEach(name -> all.add("file", name));
        some(request.modules()).forEach(module -> presets.module(module).forEach(name -> all.add("jar", name)));
        some(request.resources()).forEach(resource -> all.add("resources", "", resource));
        for (DliRequest.Group group : some(request.groups())) {
            String prefix = required("groups.name", group.name()) + "/";
            some(group.resources()).forEach(resource -> all.add("groups.resources", prefix, resource));
        }
        return new SessionSpec.Files(all.jars, all.pyFiles, all.files, List.of());
    }

    /** The paths of the packages of one request. */
    private static final class Packages {
        private final List<String> jars = new ArrayList<>();
        private final List<String> pyFiles = new ArrayList<>();
        private final List<String> files = new ArrayList<>();
        private final DliPresets presets;

        Packages(DliPresets presets) {
            this.presets = presets;
        }

        void add(String parameter, String prefix, DliRequest.PackageResource resource) {
            add(
                    required(parameter + ".type", resource.type()),
                    prefix + required(parameter + ".name", resource.name()));
        }

        void add(String type, String name) {
            String path = presets.packagePath(name);
            switch (type) {
                case "jar" -> jars.add(path);
                case "pyFile" -> pyFiles.add(path);
                case "file" -> files.add(path);
                default ->
                    throw DliError.PARAMETER.because(
                            "type '" + type + "' of package '" + name + "' is unknown; give jar, pyFile or file");
            }
        }
    }

    /** Reads an object of settings, or a list of such objects. */
    private static Map<String, String> conf(@Nullable JsonNode conf) {
        Map<String, String> all = new LinkedHashMap<>();
        if (conf == null || conf.isNull()) {
            return all;
        }
        for (JsonNode object : conf.isArray() ? conf : List.of(conf)) {
            if (!object.isObject()) {
                throw DliError.PARAMETER.because(
                        "conf is not an object of settings; give {\"spark.sql.shuffle.partitions\": \"8\"}, or a list of such"
                                + " objects");
            }
            object.properties().forEach(setting -> {
                if (!setting.getValue().isValueNode() || setting.getValue().isNull()) {
                    throw DliError.PARAMETER.because("conf: the value of '" + setting.getKey() + "' is not a string");
                }
                all.put(setting.getKey(), setting.getValue().asText());
            });
        }
        return all;
    }

    private static String required(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw DliError.PARAMETER.because(parameter + " is missing");
        }
        return value;
    }

    private static void absent(String parameter, @Nullable Object value) {
        if (value != null) {
            throw DliError.PARAMETER.because("parameter '" + parameter + "' does not belong to this request");
        }
    }

    private static <T> List<T> some(@Nullable List<T> values) {
        return Objects.requireNonNullElse(values, List.of());
    }
}
