package org.sparklaunch.livy.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.pages.ClusterSecret;
import org.sparklaunch.pages.PagePassword;
import org.sparklaunch.pages.SparkDoors;

/** What drivers need to be accepted by the cluster's Spark processes, and to close their own pages. */
public final class ClusterAccess {
    private final @Nullable SparkSecurityConfig security;

    private ClusterAccess(@Nullable SparkSecurityConfig security) {
        this.security = security;
    }

    /** Returns the access of drivers with these settings. */
    public static ClusterAccess of(DriverConfig config) {
        return new ClusterAccess(config.security());
    }

    /**
     * Returns Spark's settings, without the secret; empty when the master accepts all processes.
     *
     * @param given the settings that the operator gave
     */
    public Map<String, String> settings(Map<String, String> given) {
        return security == null
                ? Map.of()
                : SparkDoors.settings(security.sparkVersion(), security.pagePasswordFile(), given);
    }

    /**
     * Returns the same settings of a driver on another machine, where the password is in another place.
     *
     * @param there the file, as that driver is to name it
     */
    public Map<String, String> settings(Map<String, String> given, Path there) {
        return security == null ? Map.of() : SparkDoors.settings(security.sparkVersion(), there, given);
    }

    /** Returns the file of the password of Spark's pages. */
    public Optional<Path> pagePasswordFile() {
        return Optional.ofNullable(security).map(SparkSecurityConfig::pagePasswordFile);
    }

    /** Returns the file of the token that the metastore demands. */
    public Optional<Path> metastoreTokenFile() {
        return Optional.ofNullable(security).map(SparkSecurityConfig::metastoreTokenFile);
    }

    /** Returns the password of Spark's pages; empty when the master accepts all processes. */
    public Optional<PagePassword> pagePassword() {
        return secret().map(ClusterSecret::pagePassword);
    }

    /** Returns the secret; empty when the master accepts all processes. */
    public Optional<ClusterSecret> secret() {
        if (security == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ClusterSecret.read(security.secretFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the secret of the cluster", e);
        }
    }
}
