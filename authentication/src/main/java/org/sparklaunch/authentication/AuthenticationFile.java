package org.sparklaunch.authentication;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads the authentication methods from a properties file. Several methods may be combined:
 *
 * <pre>
 * password.file = /etc/spark-launch/passwords
 * jwt.keys = /etc/spark-launch/keys.json
 * jwt.issuer = https://login.example.org
 * jwt.audience = spark-launch
 * jwt.user-claim = sub
 * ldap.url = ldaps://ldap.example.org
 * ldap.user-dn = uid={user},ou=people,dc=example,dc=org
 * proxy.addresses = 10.0.0.5, 10.0.0.6
 * proxy.secret-file = /etc/spark-launch/proxy-secret
 * proxy.user-header = X-Forwarded-User
 * </pre>
 */
public final class AuthenticationFile {
    private static final Set<String> KEYS = Set.of(
            "password.file",
            "jwt.keys",
            "jwt.issuer",
            "jwt.audience",
            "jwt.user-claim",
            "ldap.url",
            "ldap.user-dn",
            "proxy.addresses",
            "proxy.secret-file",
            "proxy.user-header");

    private final Properties properties;
    private final InstantSource clock;
    private final List<String> problems = new ArrayList<>();
    private final List<Authenticator> methods = new ArrayList<>();

    private AuthenticationFile(Properties properties, InstantSource clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Opens a method; the files that it needs may be missing. */
    private interface MethodFactory {
        Authenticator open() throws IOException;
    }

    /**
     * Reads a file and all that it names.
     *
     * @throws IllegalArgumentException naming every problem
     */
    public static Authenticator read(Path file, InstantSource clock) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the authentication file " + file + ": " + e, e);
        }
        AuthenticationFile reading = new AuthenticationFile(properties, clock);
        reading.readAll();
        if (!reading.problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "cannot use the authentication file " + file + ":\n" + String.join("\n", reading.problems));
        }
        return new GuardedLogin(reading.methods, new LoginThrottle(clock), LoginQueue.ofThisMachine());
    }

    private void readAll() {
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            problems.add("unknown keys " + unknown + "; known keys: " + new TreeSet<>(KEYS));
        }
        if (has("password.")) {
            add("password.file", () -> PasswordFile.read(Path.of(required("password.file"))));
        }
        if (has("jwt.")) {
            JwtTokens.Wanted wanted = new JwtTokens.Wanted(
                    required("jwt.issuer"), required("jwt.audience"), properties.getProperty("jwt.user-claim", "sub"));
            add("jwt.keys", () -> JwtTokens.read(Path.of(required("jwt.keys")), wanted, clock));
        }
        if (has("ldap.")) {
            add("ldap.user-dn", () -> new LdapBind(required("ldap.url"), withUser(required("ldap.user-dn"))));
        }
        if (has("proxy.")) {
            add("proxy.secret-file", this::proxy);
        }
        if (methods.isEmpty() && problems.isEmpty()) {
            problems.add("no authentication method; set password.file, jwt.keys, ldap.url or proxy.addresses");
        }
    }

    private Authenticator proxy() throws IOException {
        String secret = Files.readString(Path.of(required("proxy.secret-file"))).strip();
        if (secret.length() < 16) {
            throw new IOException("the secret has " + secret.length() + " characters, at least 16 are required");
        }
        Set<String> addresses = Arrays.stream(required("proxy.addresses").split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
        return new TrustedProxy(addresses, secret, properties.getProperty("proxy.user-header", "X-Forwarded-User"));
    }

    private static String withUser(String dn) {
        if (!dn.contains("{user}")) {
            throw new IllegalArgumentException("'" + dn + "' has no {user} in it, so all users would bind as one");
        }
        return dn;
    }

    private boolean has(String prefix) {
        return properties.stringPropertyNames().stream().anyMatch(key -> key.startsWith(prefix));
    }

    private String required(String key) {
        String value = properties.getProperty(key, "").strip();
        if (value.isEmpty()) {
            problems.add(key + " is missing");
        }
        return value;
    }

    private void add(String key, MethodFactory method) {
        try {
            methods.add(method.open());
        } catch (IOException | IllegalArgumentException e) {
            problems.add(key + ": " + e.getMessage());
        }
    }
}
