package org.sparklaunch.livy.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.AuthenticationFile;
import org.sparklaunch.authentication.Authenticator;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.authentication.accounts.Admission;
import org.sparklaunch.authentication.accounts.LocalCallers;
import org.sparklaunch.authentication.accounts.PortGuard;
import org.sparklaunch.authentication.tls.TlsKeyStore;
import org.sparklaunch.livy.protocol.FullResultSettings;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.policy.PolicyFile;
import org.sparklaunch.livy.server.request.SqlOnly;
import org.sparklaunch.livy.settings.AccessConfig;
import org.sparklaunch.livy.settings.ConfigException;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.livy.settings.LivyConfig.TlsConfig;

/**
 * The checks of callers and sessions, from the files that the settings name.
 *
 * @param authenticator null when callers need no login
 * @param local decides on callers that need not
 * @param tls null when the REST API speaks plain HTTP
 */
record Security(
        @Nullable ServiceKey serviceKey,
        @Nullable Authenticator authenticator,
        LocalCallers local,
        @Nullable TlsKeyStore tls,
        PolicyFile policy) {
    /** Reads all files; one that cannot be used is a configuration error. */
    static Security read(LivyConfig config, InstantSource clock) throws IOException {
        Path key = config.serviceKeyFile();
        ServiceKey serviceKey = key == null ? null : ServiceKey.read(key);
        Path authentication = config.authenticationFile();
        TlsConfig tls = config.tls();
        return new Security(
                serviceKey,
                authentication == null ? null : told(() -> AuthenticationFile.read(authentication, clock)),
                LocalCallers.open(admission(config)),
                tls == null ? null : told(() -> TlsKeyStore.read(tls.keyStore(), tls.passwordFile())),
                PolicyFile.open(config.policyFile(), ownFiles(config)));
    }

    private static Admission admission(LivyConfig config) {
        if (config.authenticationFile() != null || config.insecure()) {
            return Admission.EVERYONE;
        }
        return config.access().localUsers() ? Admission.LOCAL_USERS : Admission.OWN_ACCOUNT;
    }

    /** Returns the guard of the port for drivers. Drivers on workers may have the account of another launch on this machine. */
    static PortGuard driverPort(LivyConfig config) {
        return config.driver().onWorkers() == null
                ? PortGuard.ofOwnAccount("the port for drivers")
                : PortGuard.everyone();
    }

    /** Returns the rules; among local users the account of the launch and root may act for all. */
    AccessRules rules(AccessConfig access) throws IOException {
        if (!access.localUsers()) {
            return new AccessRules(access);
        }
        Set<String> superusers = new TreeSet<>(access.superusers());
        superusers.addAll(local.superusers());
        return new AccessRules(new AccessConfig(
                access.impersonation(),
                superusers,
                access.lists(),
                access.allowedUsers(),
                access.modifyUsers(),
                access.viewUsers(),
                true));
    }

    private static <T> T told(Supplier<T> guard) {
        try {
            return guard.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns the folders that no policy may open to a session: journals, outputs, results, logs, secrets, the policy
     * itself.
     */
    private static List<Path> ownFiles(LivyConfig config) {
        Stream<Path> files = Stream.of(
                        config.stateDir(), config.serviceKeyFile(), config.policyFile(), config.authenticationFile())
                .flatMap(Stream::ofNullable);
        Stream<Path> keys =
                Stream.ofNullable(config.tls()).flatMap(tls -> Stream.of(tls.keyStore(), tls.passwordFile()));
        Stream<Path> results = Stream.ofNullable(config.driver().sparkConf().get(FullResultSettings.FOLDER))
                .map(Path::of);
        return Stream.of(files, keys, results, config.privateFolders().stream())
                .flatMap(paths -> paths)
                .toList();
    }

    /** Returns the rule for SQL-only sessions. */
    SqlOnly sqlOnly() {
        return new SqlOnly(policy);
    }
}
