package org.sparklaunch.livy.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.settings.LivyConfig.Address;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.livy.settings.LivyConfig.SessionConfig;
import org.sparklaunch.livy.settings.LivyConfig.SharingConfig;
import org.sparklaunch.livy.settings.LivyConfig.TlsConfig;

/** Reads the settings file: strict JSON, an unknown key is a problem, and all problems are told together. */
public final class LivyConfigReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private LivyConfigReader() {}

    /**
     * Reads and checks a file.
     *
     * @throws ConfigException with every problem, one a line
     */
    public static LivyConfig read(Path file) {
        ConfigFields fields = new ConfigFields(parse(file));
        LivyConfig config = new LivyConfig(
                new Address(fields.text("host", "127.0.0.1"), fields.number("port", 8998, 0, 65535)),
                fields.flag("insecure"),
                tls(fields),
                fields.flag("csrfProtection"),
                fields.path("stateDir", null),
                fields.optionalPath("serviceKeyFile"),
                fields.optionalPath("authenticationFile"),
                fields.optionalPath("policyFile"),
                fields.paths("privateFolders"),
                access(fields),
                driver(fields),
                session(fields));
        fields.rejectUnknown();
        if (!config.insecure()
                && config.authenticationFile() == null
                && !config.listen().isLoopback()) {
            fields.problem("host " + config.listen().host() + " can be reached from other machines and callers need not"
                    + " authenticate; use a loopback address, name an \"authenticationFile\", or set \"insecure\": true to"
                    + " allow everybody everything");
        }
        fields.throwProblems(file);
        return config;
    }

    private static AccessConfig access(ConfigFields fields) {
        return new AccessConfig(
                fields.flag("impersonation"),
                fields.users("superusers", Set.of()),
                fields.flag("accessControl"),
                fields.users("allowedUsers", Set.of("*")),
                fields.users("modifyUsers", Set.of()),
                fields.users("viewUsers", Set.of()));
    }

    private static @Nullable TlsConfig tls(ConfigFields fields) {
        Path keyStore = fields.optionalPath("tlsKeyStore");
        Path passwordFile = fields.optionalPath("tlsKeyStorePasswordFile");
        if ((keyStore == null) != (passwordFile == null)) {
            fields.problem("tlsKeyStore and tlsKeyStorePasswordFile belong together, and one is missing");
        }
        return keyStore == null || passwordFile == null ? null : new TlsConfig(keyStore, passwordFile);
    }

    private static DriverConfig driver(ConfigFields fields) {
        return new DriverConfig(
                new Address(fields.text("driverHost", "127.0.0.1"), fields.number("driverPort", 0, 0, 65535)),
                fields.path("sparkHome", null),
                fields.paths("driverClassPath"),
                fields.text("master", null),
                fields.number("driverCores", 1, 1, 4096),
                fields.memory("driverMemory", "1g"),
                fields.texts("sparkConf"),
                fields.paths("allowedFileRoots"),
                fields.duration("driverOrphanTimeout", Duration.ofMinutes(10)),
                fields.path("javaHome", Path.of(System.getProperty("java.home"))),
                new ClassDataArchives(fields.optionalPath("classData"), fields.flag("recordClassData")),
                placement(fields));
    }

    private static @Nullable WorkerPlacementConfig placement(ConfigFields fields) {
        List<String> rest = fields.texts("masterRest", "a list of host:port");
        List<String> pages = fields.texts("masterPages", "a list of addresses");
        String placement = fields.text("driverPlacement", "server");
        if (placement.equals("worker")) {
            if (rest.isEmpty() || pages.isEmpty()) {
                fields.problem("driverPlacement \"worker\" needs masterRest and masterPages");
            }
            return new WorkerPlacementConfig(rest, pages);
        }
        if (!placement.equals("server")) {
            fields.problem("driverPlacement must be \"server\" or \"worker\", but is \"" + placement + "\"");
        }
        return null;
    }

    private static SessionConfig session(ConfigFields fields) {
        return new SessionConfig(
                fields.number("maxSessions", 5, 1, 10_000),
                fields.duration("sessionTimeout", Duration.ofHours(1)),
                fields.duration("stateRetain", Duration.ofMinutes(10)),
                fields.number("warmSessions", 0, 0, 10_000),
                fields.kinds("warmKinds", List.of(SessionKind.SQL, SessionKind.SPARK)),
                sharing(fields));
    }

    private static SharingConfig sharing(ConfigFields fields) {
        String isolation = fields.text("sessionIsolation", "driver");
        if (!isolation.equals("driver") && !isolation.equals("context")) {
            fields.problem("sessionIsolation must be \"driver\" or \"context\", but is \"" + isolation + "\"");
        }
        return new SharingConfig(isolation.equals("context"), fields.number("sessionsPerDriver", 50, 1, 10_000));
    }

    private static ObjectNode parse(Path file) {
        try {
            @Nullable JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            if (root instanceof ObjectNode object) {
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
