package org.sparklaunch.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("JavaUtilDate") // The library's type.
class AuthenticatorTest {
    private static final String PROXY_SECRET = "0123456789abcdef";
    private static RSAKey key;
    private static RSAKey foreignKey;

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @BeforeAll
    static void makeKeys() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("k").generate();
        foreignKey = new RSAKeyGenerator(2048).keyID("k").generate();
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("passwords"), "# users\nalice:" + hash("wonder") + "\n");
        Files.writeString(folder.resolve("keys"), new JWKSet(key.toPublicJWK()).toString());
        Files.writeString(folder.resolve("proxy-secret"), PROXY_SECRET + "\n");
    }

    private static String hash(String password) {
        return BCrypt.withDefaults().hashToString(4, password.toCharArray());
    }

    private Authenticator read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("authentication"), text.replace("$DIR", folder.toString()));
        return AuthenticationFile.read(file, now::get);
    }

    private static Credentials presented(Map<String, String> headers) {
        return new Credentials("10.0.0.5", headers::get);
    }

    private static Credentials basic(String pair) {
        return presented(Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }

    private static Credentials bearer(String token) {
        return presented(Map.of("Authorization", "Bearer " + token));
    }

    // ---- passwords -----------------------------------------------------------------------------------------------

    @Test
    void rightPasswordAuthenticatesTheUser() throws IOException {
        Authenticator passwords = read("password.file=$DIR/passwords");

        assertThat(passwords.user(basic("alice:wonder"))).contains("alice");
        assertThat(passwords.user(basic("alice:wonder"))).contains("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice:wrong", "alice:", "bob:wonder", "Alice:wonder", ":wonder", "alice", "alice:wonder "})
    void otherPasswordsAreRefused(String pair) throws IOException {
        assertThat(read("password.file=$DIR/passwords").user(basic(pair))).isEmpty();
    }

    @Test
    void removedPasswordIsRefused() throws IOException {
        Authenticator passwords = read("password.file=$DIR/passwords");
        passwords.user(basic("alice:wonder"));

        Files.writeString(folder.resolve("passwords"), "alice:" + hash("other") + "\n");
        Files.setLastModifiedTime(folder.resolve("passwords"), FileTime.fromMillis(1));

        assertThat(passwords.user(basic("alice:wonder"))).isEmpty();
        assertThat(passwords.user(basic("alice:other"))).contains("alice");
    }

    @Test
    void clearPasswordIsRefusedWithItsLineAndNotShown() throws IOException {
        Files.writeString(folder.resolve("passwords"), "\nalice:canary-clear\n");

        assertThatThrownBy(() -> read("password.file=$DIR/passwords"))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("canary-clear");
    }

    // ---- JWT -----------------------------------------------------------------------------------------------------

    private static final String JWT =
            "jwt.keys=$DIR/keys\njwt.issuer=https://login\njwt.audience=spark-launch\njwt.user-claim=name\n";

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://login")
                .audience("spark-launch")
                .claim("name", "alice")
                .expirationTime(Date.from(now.get().plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet claims, RSAKey by) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(), claims);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    @Test
    void tokenOfTheIssuerIsAcceptedUntilItExpires() throws IOException, JOSEException {
        Authenticator tokens = read(JWT);
        String token = signed(claims().build(), key);

        assertThat(tokens.user(bearer(token))).contains("alice");
        now.set(now.get().plusSeconds(61));
        assertThat(tokens.user(bearer(token))).isEmpty();
    }

    @Test
    void tokensOfOtherIssuersAreRefused() throws IOException, JOSEException {
        Authenticator tokens = read(JWT);
        SignedJWT shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
        shared.sign(new MACSigner(key.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8)));

        assertThat(tokens.user(bearer(signed(claims().build(), foreignKey)))).isEmpty();
        assertThat(tokens.user(bearer(signed(claims().issuer("https://evil").build(), key))))
                .isEmpty();
        assertThat(tokens.user(bearer(signed(claims().audience("other").build(), key))))
                .isEmpty();
        assertThat(tokens.user(bearer(signed(claims().expirationTime(null).build(), key))))
                .isEmpty();
        assertThat(tokens.user(bearer(signed(claims().claim("name", null).build(), key))))
                .isEmpty();
        assertThat(tokens.user(bearer(new PlainJWT(claims().build()).serialize())))
                .isEmpty();
        assertThat(tokens.user(bearer(shared.serialize()))).isEmpty();
        assertThat(tokens.user(bearer("canary.no.token"))).isEmpty();
    }

    @Test
    void invalidUserNameIsRefused() throws IOException, JOSEException {
        String token = signed(claims().claim("name", "alice\nX-Evil: 1").build(), key);

        assertThat(read(JWT).user(bearer(token))).isEmpty();
    }

    // ---- LDAP ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "alice:wonder, true",
        "alice:wrong, false",
        "alice:, false",
        "bob:wonder, false",
        "'alice,ou=people:wonder', false",
        "*:wonder, false"
    })
    void bindToTheDirectoryAuthenticatesTheUser(String pair, boolean good)
            throws LDAPException, LDIFException, IOException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("test", InetAddress.getLoopbackAddress(), 0, null));
        InMemoryDirectoryServer directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        directory.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit", "ou: people");
        directory.add(
                "dn: uid=alice,ou=people,dc=example,dc=org",
                "objectClass: inetOrgPerson",
                "uid: alice",
                "cn: alice",
                "sn: alice",
                "userPassword: wonder");
        directory.startListening();
        try {
            Authenticator ldap = read("ldap.url=ldap://127.0.0.1:" + directory.getListenPort()
                    + "\nldap.user-dn=uid={user},ou=people,dc=example,dc=org\n");

            assertThat(ldap.user(basic(pair)).isPresent()).isEqualTo(good);
        } finally {
            directory.shutDown(true);
        }
    }

    @Test
    void unreachableDirectoryAuthenticatesNoUser() throws IOException {
        Authenticator ldap = read("ldap.url=ldap://127.0.0.1:1\nldap.user-dn=uid={user},dc=example\n");

        assertThat(ldap.user(basic("alice:wonder"))).isEmpty();
    }

    // ---- a proxy -------------------------------------------------------------------------------------------------

    private static final String PROXY = "proxy.addresses=10.0.0.5\nproxy.secret-file=$DIR/proxy-secret\n";

    @Test
    void proxyIsTrustedFromItsAddressWithItsSecret() throws IOException {
        Map<String, String> headers = Map.of("X-Proxy-Secret", PROXY_SECRET, "X-Forwarded-User", "alice");
        Authenticator proxy = read(PROXY);

        assertThat(proxy.user(presented(headers))).contains("alice");
        assertThat(proxy.user(new Credentials("10.0.0.6", headers::get))).isEmpty();
        assertThat(proxy.user(presented(Map.of("X-Forwarded-User", "alice")))).isEmpty();
        assertThat(proxy.user(presented(Map.of("X-Proxy-Secret", "wrong", "X-Forwarded-User", "alice"))))
                .isEmpty();
    }

    // ---- the file ------------------------------------------------------------------------------------------------

    @Test
    void severalMethodsAreCombined() throws IOException, JOSEException {
        Authenticator both = read("password.file=$DIR/passwords\n" + JWT);

        assertThat(both.user(basic("alice:wonder"))).contains("alice");
        assertThat(both.user(bearer(signed(claims().build(), key)))).contains("alice");
        assertThat(both.challenge()).contains("Basic").contains("Bearer");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> read("pasword.file=x\njwt.keys=$DIR/none\nldap.url=ldap://x\nldap.user-dn=uid=x\n"))
                .hasMessageContaining("[pasword.file]")
                .hasMessageContaining("jwt.issuer is missing")
                .hasMessageContaining("jwt.keys: ")
                .hasMessageContaining("has no {user}");
    }

    @Test
    void fileWithoutAMethodIsRefused() {
        assertThatThrownBy(() -> read("# nothing\n")).hasMessageContaining("no authentication method");
    }

    @Test
    void credentialsDoNotShowTheirSecrets() {
        assertThat(basic("alice:canary").toString()).doesNotContain("canary");
        assertThat(new Credentials.Basic("alice", "canary").toString()).doesNotContain("canary");
    }

    /** bcrypt takes 72 bytes. */
    @Test
    void veryLongPasswordIsRefusedLikeAnyOther() throws IOException {
        Authenticator passwords = read("password.file=$DIR/passwords\n");
        String header = "Basic "
                + Base64.getEncoder().encodeToString(("alice:" + "x".repeat(5000)).getBytes(StandardCharsets.UTF_8));

        assertThat(passwords.user(presented(Map.of("Authorization", header)))).isEmpty();
    }

    @Test
    void nameThatAClientAddedToThatOfItsProxyIsNotAccepted() throws IOException {
        Map<String, String> headers = Map.of(
                "X-Proxy-Secret",
                PROXY_SECRET,
                "X-Forwarded-User",
                String.valueOf(Credentials.single(List.of("root", "alice"))));

        assertThat(read(PROXY).user(presented(headers))).isEmpty();
    }
}
