package org.sparklaunch.launcher.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.livy.settings.SparkSecurityConfig;
import org.sparklaunch.metastore.MetastoreToken;
import org.sparklaunch.pages.ClusterSecret;
import org.sparklaunch.pages.PagePassword;
import org.sparklaunch.pages.SparkDoors;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * How the Spark processes of a launch recognise each other, and who sees their pages.
 *
 * @param version of Spark
 * @param shared the cluster's secret and the files that hold it and the password of the pages; empty when all processes are accepted
 */
public record SparkSecurity(String version, Optional<Shared> shared) {
    private static final String SECRET_FILE = "cluster-secret";
    private static final String PASSWORD_FILE = "page-password";
    private static final String TOKEN_FILE = "metastore-token";
    private static final String PREFIX = "spark.authenticate";

    /** The secret of a cluster, and where it is. */
    public record Shared(ClusterSecret secret, Path secretFile, Path passwordFile) {}

    /** Returns the security of a launch that accepts all processes. */
    public static SparkSecurity none(String version) {
        return new SparkSecurity(version, Optional.empty());
    }

    /** Returns the security of a launch whose secret is its own, generated when absent. */
    public static SparkSecurity own(String version, StateFolder state) {
        if (state.read(SECRET_FILE).isEmpty()) {
            state.write(SECRET_FILE, ClusterSecret.generate().characters() + "\n");
        }
        return of(version, state, state.resolve(SECRET_FILE));
    }

    /** Returns the security of a launch whose operator names the secret among Spark's settings. */
    public static SparkSecurity named(String version, StateFolder state, String secret) {
        return of(version, state, state.write("cluster-secret.given", secret + "\n"));
    }

    /**
     * Returns the security of a launch whose secret is in a file.
     *
     * @throws CommandException when the file is not usable or others may read it
     */
    public static SparkSecurity of(String version, StateFolder state, Path file) {
        try {
            checkPrivate(file);
            ClusterSecret secret = ClusterSecret.read(file);
            Path password = state.write(PASSWORD_FILE, secret.pagePassword().characters() + "\n");
            return new SparkSecurity(version, Optional.of(new Shared(secret, file.toAbsolutePath(), password)));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "cannot use the cluster secret in " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Refuses a file that others can read.
     *
     * @throws IOException also when there is no such file
     */
    public static void checkPrivate(Path file) throws IOException {
        if (!PrivateFiles.isClosed(file)) {
            throw new CommandException(
                    ExitCode.FAILED, "other accounts can use the secret in " + file + "; run chmod 600 " + file);
        }
    }

    /** Returns the settings of daemons: the operator's, with the secret and closed pages. */
    public Map<String, String> forDaemons(Map<String, String> sparkConf) {
        Map<String, String> settings = new TreeMap<>(sparkConf);
        shared.ifPresent(known -> {
            settings.keySet().removeIf(key -> key.startsWith(PREFIX + ".secret"));
            settings.putAll(SparkDoors.settings(version, known.passwordFile(), sparkConf));
            settings.putAll(SparkDoors.submissionServer(version, sparkConf));
            settings.put(SparkDoors.SECRET, known.secret().characters());
        });
        return settings;
    }

    /** Returns the operator's settings for sessions, which get the secret apart from them. */
    public Map<String, String> forSessions(Map<String, String> sparkConf) {
        Map<String, String> settings = new TreeMap<>(sparkConf);
        settings.keySet().removeIf(key -> shared.isPresent() && key.startsWith(PREFIX + ".secret"));
        return settings;
    }

    /**
     * Returns what the Livy server needs to know.
     *
     * @param metastoreToken the file of the token for the metastore; null when there is none
     */
    public Optional<SparkSecurityConfig> config(@Nullable Path metastoreToken) {
        return shared.map(
                known -> new SparkSecurityConfig(version, known.secretFile(), known.passwordFile(), metastoreToken));
    }

    /** Writes the file of the token for the metastore; empty when it serves all clients. */
    public Optional<Path> metastoreToken(StateFolder state) {
        return shared.map(known -> state.write(
                TOKEN_FILE,
                MetastoreToken.of(known.secret().metastorePassword()).toFile()));
    }

    /** Returns the password of the pages. */
    public Optional<PagePassword> pagePassword() {
        return shared.map(known -> known.secret().pagePassword());
    }
}
