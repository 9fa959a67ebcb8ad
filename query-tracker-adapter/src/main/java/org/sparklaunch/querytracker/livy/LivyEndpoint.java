package org.sparklaunch.querytracker.livy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.querytracker.livy.LivyException.Reason;
import org.sparklaunch.querytracker.livy.LivyHttp.Authorization;
import org.sparklaunch.querytracker.livy.LivyHttp.Call;
import org.sparklaunch.querytracker.token.Token;
import org.sparklaunch.querytracker.token.TokenHash;
import org.sparklaunch.querytracker.token.TokenRegistrar;

/** One Livy server: what it can do, the tokens it accepts, and clients that act for a user. Thread-safe. */
public final class LivyEndpoint implements TokenRegistrar {
    private final LivyHttp http;
    private final LivyCredentials credentials;
    private volatile @Nullable Boolean extended;

    /** A server with plain HTTP or with a certificate that Java trusts. Nothing is sent yet. */
    public LivyEndpoint(URI address, LivyCredentials credentials) {
        this(address, credentials, LivyHttp.PLAIN);
    }

    LivyEndpoint(URI address, LivyCredentials credentials, HttpClient client) {
        this.http = new LivyHttp(address, client);
        this.credentials = credentials;
    }

    /** Where it listens. */
    public URI address() {
        return http.base();
    }

    /** Whether it has the extensions of spark-launch. It is asked once; a stock Livy answers 404. */
    public boolean isExtended() throws InterruptedException {
        Boolean known = extended;
        if (known == null) {
            known = probe();
            extended = known;
        }
        return known;
    }

    private boolean probe() throws InterruptedException {
        try {
            JsonNode health = http.send(Call.get("/spark-launch/health", null, Duration.ZERO));
            return health.path("status").asText().equals("up");
        } catch (LivyException e) {
            // A server of spark-launch that is unhealthy answers 503 and is asked again later.
            if (e.isOutage() || e.reason() == Reason.BROKEN || e.reason() == Reason.UNTRUSTED) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Registers a token for a user, or extends it. The time to live starts now.
     *
     * @throws LivyException also when this tracker has no service key, or the server verifies no tokens and the tracker
     *     was not told to accept that
     */
    @Override
    public void register(TokenHash token, String user, Duration ttl) throws InterruptedException {
        if (!isExtended()) {
            if (credentials.allowUnverifiedUsers()) {
                return;
            }
            throw new LivyException(
                    Reason.REFUSED,
                    "Livy server at " + address()
                            + " does not verify tokens, so queries would not be limited to the rights of '"
                            + user
                            + "'; use a server of spark-launch, or start the tracker with --allow-unverified-users");
        }
        http.send(Call.of(
                "PUT",
                tokenPath(token),
                Map.of("user", user, "ttlSeconds", ttl.toSeconds(), "sqlOnly", true),
                Authorization.proof(serviceKey())));
    }

    /** Revokes a token at once. */
    @Override
    public void revoke(TokenHash token) throws InterruptedException {
        if (isExtended()) {
            http.send(Call.of("DELETE", tokenPath(token), null, Authorization.proof(serviceKey())));
        }
    }

    /** Returns a client that acts with a registered token. */
    public LivyClient actAs(Token token, String user) throws InterruptedException {
        return isExtended()
                ? new LivyClient(http, new LivyClient.Login(token, null), true)
                : new LivyClient(http, new LivyClient.Login(null, user), false);
    }

    private ServiceKey serviceKey() {
        ServiceKey key = credentials.serviceKey();
        if (key == null) {
            throw new LivyException(
                    Reason.UNAUTHORIZED,
                    "no service key: the Livy server at " + address()
                            + " accepts tokens only from a tracker with a key; start it with --service-key-file");
        }
        return key;
    }

    private static String tokenPath(TokenHash token) {
        return "/spark-launch/tokens/" + token.hex();
    }
}
