package org.sparklaunch.authentication;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How users prove who they are, as a properties file says it; several ways may stand side by side:
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

    private static final String NAME = "[A-Za-z0-9._@-]{1,128}";

    private final Properties text;
    private final InstantSource clock;
    private final List<String> problems = new ArrayList<>();
    private final List<Authenticator> ways = new ArrayList<>();

    private AuthenticationFile(Properties text, InstantSource clock) {
        this.text = text;
        this.clock = clock;
    }

    /** A way that needs files, which may not be there. */
    private interface Way {
        Authenticator open() throws IOException;
    }

    /**
     * Reads a file and all that it names.
     *
     * @throws IllegalArgumentException naming every problem
     */
    public static Authenticator read(Path file, InstantSource clock) {
        Properties text = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            text.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the authentication file " + file + ": " + e, e);
        }
        AuthenticationFile reading = new AuthenticationFile(text, clock);
        reading.readAll();
        if (!reading.problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "the authentication file " + file + " cannot be used:\n" + String.join("\n", reading.problems));
        }
        return new AnyOf(reading.ways);
    }

    private void readAll() {
        Set<String> unknown = new TreeSet<>(text.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            problems.add("unknown keys " + unknown + ", known are " + new TreeSet<>(KEYS));
        }
        if (has("password.")) {
            way("password.file", () -> PasswordFile.read(Path.of(required("password.file"))));
        }
        if (has("jwt.")) {
            JwtTokens.Wanted wanted = new JwtTokens.Wanted(
                    required("jwt.issuer"), required("jwt.audience"), text.getProperty("jwt.user-claim", "sub"));
            way("jwt.keys", () -> JwtTokens.read(Path.of(required("jwt.keys")), wanted, clock));
        }
        if (has("ldap.")) {
            way("ldap.user-dn", () -> new LdapBind(required("ldap.url"), withUser(required("ldap.user-dn"))));
        }
        if (has("proxy.")) {
            way("proxy.secret-file", this::proxy);
        }
        if (ways.isEmpty() && problems.isEmpty()) {
            problems.add(
                    "it names no way to prove who one is; set password.file, jwt.keys, ldap.url or proxy.addresses");
        }
    }

    private Authenticator proxy() throws IOException {
        String secret = Files.readString(Path.of(required("proxy.secret-file"))).strip();
        if (secret.length() < 16) {
            throw new IOException("the secret has " + secret.length() + " characters, at least 16 are needed");
        }
        Set<String> addresses = Arrays.stream(required("proxy.addresses").split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
        return new TrustedProxy(addresses, secret, text.getProperty("proxy.user-header", "X-Forwarded-User"));
    }

    private static String withUser(String dn) {
        if (!dn.contains("{user}")) {
            throw new IllegalArgumentException("'" + dn + "' has no {user} in it, so that everybody would be one");
        }
        return dn;
    }

    private boolean has(String prefix) {
        return text.stringPropertyNames().stream().anyMatch(key -> key.startsWith(prefix));
    }

    private String required(String key) {
        String value = text.getProperty(key, "").strip();
        if (value.isEmpty()) {
            problems.add(key + " is missing");
        }
        return value;
    }

    private void way(String key, Way way) {
        try {
            ways.add(way.open());
        } catch (IOException | IllegalArgumentException e) {
            problems.add(key + ": " + e.getMessage());
        }
    }

    /** The first that knows the user; names that are none are nobody's. */
    private record AnyOf(List<Authenticator> ways) implements Authenticator {
        @Override
        public Optional<String> user(Credentials presented) {
            return ways.stream()
                    .flatMap(way -> way.user(presented).stream())
                    .filter(user -> user.matches(NAME))
                    .findFirst();
        }

        @Override
        public String challenge() {
            return ways.stream().map(Authenticator::challenge).distinct().collect(Collectors.joining(", "));
        }
    }
}
