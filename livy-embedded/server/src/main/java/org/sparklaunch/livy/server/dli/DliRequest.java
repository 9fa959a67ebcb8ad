package org.sparklaunch.livy.server.dli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a request for a session or a batch. Sizes need a unit, such as {@code 2 GB}. */
public record DliRequest(
        @Nullable String kind,
        @JsonProperty("cluster_name") @Nullable String clusterName,
        @JsonProperty("sc_type") @Nullable String scType,
        @Nullable String file,
        @Nullable String className,
        @Nullable List<String> args,
        @Nullable List<String> jars,
        @Nullable List<String> pyFiles,
        @Nullable List<String> files,
        @Nullable List<String> modules,
        @Nullable List<PackageResource> resources,
        @Nullable List<Group> groups,
        @Nullable JsonNode conf,
        @Nullable String name,
        @Nullable Integer heartbeatTimeoutInSecond,
        @Nullable String driverMemory,
        @Nullable Integer driverCores,
        @Nullable String executorMemory,
        @Nullable Integer executorCores,
        @Nullable Integer numExecutors) {

    /**
     * A package.
     *
     * @param name its group and file name, such as {@code group/file.jar}
     * @param type {@code jar}, {@code pyFile} or {@code file}
     */
    public record PackageResource(
            @Nullable String name, @Nullable String type) {}

    /** Packages of one group, named without it. */
    public record Group(@Nullable String name, @Nullable List<PackageResource> resources) {}
}
