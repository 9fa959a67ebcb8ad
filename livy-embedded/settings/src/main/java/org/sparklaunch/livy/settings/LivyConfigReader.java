package org.sparklaunch.livy.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings file that {@link LivyConfigWriter} writes: strict JSON with the names of {@link LivyConfig}'s components as
 * keys. An unknown key is a problem. All problems are reported together. Keys that are absent have the values of
 * {@code defaults.json}; keys that stand in neither file are missing.
 */
public final class LivyConfigReader {
    private LivyConfigReader() {}

    /**
     * Reads and checks a file.
     *
     * @throws ConfigException with every problem, one a line
     */
    public static LivyConfig read(Path file) {
        RecordBinder binder = new RecordBinder(LivyConfigJson.MAPPER);
        @Nullable LivyConfig config = binder.bind(LivyConfig.class, merge(defaults(), parse(file)));
        List<String> problems = new ArrayList<>(binder.problems());
        if (config != null) {
            checkTogether(config, problems);
        }
        if (config == null || !problems.isEmpty()) {
            throw new ConfigException(
                    "the settings in " + file + " cannot be used:\n  " + String.join("\n  ", problems));
        }
        return config;
    }

    private static void checkTogether(LivyConfig config, List<String> problems) {
        WorkerPlacementConfig onWorkers = config.driver().onWorkers();
        if (onWorkers != null
                && (onWorkers.masterRest().isEmpty() || onWorkers.masterPages().isEmpty())) {
            problems.add("driver.onWorkers needs at least one masterRest and one masterPages");
        }
        if (!config.insecure()
                && config.authenticationFile() == null
                && !config.listen().isLoopback()) {
            problems.add(
                    "listen.host " + config.listen().host() + " can be reached from other machines, and clients need"
                            + " not authenticate; use a loopback address, set authenticationFile, or set insecure to true to give"
                            + " every client all rights");
        }
    }

    private static ObjectNode defaults() {
        try (InputStream in = LivyConfigReader.class.getResourceAsStream("defaults.json")) {
            if (in == null || !(LivyConfigJson.MAPPER.readTree(in) instanceof ObjectNode defaults)) {
                throw new IllegalStateException("defaults.json is not on the class path");
            }
            defaults.withObject("driver").put("javaHome", System.getProperty("java.home"));
            return defaults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lays the second object over the first; objects below are merged, everything else is replaced. */
    private static ObjectNode merge(ObjectNode below, ObjectNode above) {
        above.properties().forEach(entry -> {
            JsonNode under = below.get(entry.getKey());
            boolean both = under instanceof ObjectNode && entry.getValue() instanceof ObjectNode;
            below.set(
                    entry.getKey(), both ? merge((ObjectNode) under, (ObjectNode) entry.getValue()) : entry.getValue());
        });
        return below;
    }

    private static ObjectNode parse(Path file) {
        try {
            if (LivyConfigJson.MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new ConfigException(file + " does not hold a JSON object");
        } catch (JsonProcessingException e) {
            throw new ConfigException(file + " is not JSON: " + e.getOriginalMessage() + " at line "
                    + e.getLocation().getLineNr());
        } catch (IOException e) {
            throw new ConfigException("cannot read the settings file " + file + ": " + e);
        }
    }
}
