package org.sparklaunch.authentication.accounts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who may use a server whose users do not authenticate, by the account that opened the connection. A connection whose
 * account cannot be found is refused: it comes from another machine or network namespace. Thread-safe.
 */
public final class LocalCallers {
    private static final Logger log = LoggerFactory.getLogger(LocalCallers.class);
    private static final String UID = LocalCallers.class.getName();
    private static final int ROOT = 0;

    /** What proxies add, in lower case, beside all that begins with {@link #FORWARDED}. */
    private static final Set<String> PROXY_HEADERS = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-host",
            "x-original-url",
            "x-original-forwarded-for",
            "x-envoy-external-address",
            "true-client-ip",
            "cf-connecting-ip");

    private static final String FORWARDED = "x-forwarded-";

    private final Admission admission;
    private final @Nullable SocketOwner owners;
    private final AccountNames names = new AccountNames();
    private final int own;

    private LocalCallers(Admission admission, @Nullable SocketOwner owners, int own) {
        this.admission = admission;
        this.owners = owners;
        this.own = own;
    }

    /**
     * A caller.
     *
     * @param name the account's name; null where callers are not told apart
     * @param superuser whether the caller may act as any user
     */
    public record Account(@Nullable String name, boolean superuser) {}

    /** A connection that is not served. Its message is for the client. */
    public static final class RefusedException extends RuntimeException {
        RefusedException(String message) {
            super(message);
        }
    }

    /** Returns a decision that lets everyone in. */
    public static LocalCallers everyone() {
        return new LocalCallers(Admission.EVERYONE, null, ROOT);
    }

    /**
     * Prepares the decision.
     *
     * @throws IOException when the accounts of connections cannot be found on this machine
     */
    public static LocalCallers open(Admission admission) throws IOException {
        return admission == Admission.EVERYONE
                ? everyone()
                : new LocalCallers(admission, SocketOwners.ofThisMachine(), SocketOwners.ownUid());
    }

    /**
     * Returns who sends a request. The account is looked up once for each connection.
     *
     * @throws RefusedException when the sender is not served
     */
    public Account caller(Request request) {
        if (owners == null) {
            return new Account(null, true);
        }
        refuseProxy(request);
        int uid = uid(request.getConnectionMetaData(), owners);
        boolean privileged = uid == own || uid == ROOT;
        if (admission == Admission.LOCAL_USERS) {
            return new Account(name(uid).orElseThrow(() -> unknown("account " + uid + " has no name")), privileged);
        }
        if (!privileged) {
            throw new RefusedException("account '" + name(uid).orElse(Integer.toUnsignedString(uid))
                    + "' is not served: this launch serves its own account only; start it with --local-users or"
                    + " --authentication-file to serve others");
        }
        return new Account(null, true);
    }

    /** Returns the names of the accounts that may act as any user. */
    public List<String> superusers() throws IOException {
        return List.of(
                names.of(own).orElse(System.getProperty("user.name")),
                names.of(ROOT).orElse("root"));
    }

    /** A proxy's connection has the account of the proxy. */
    private static void refuseProxy(Request request) {
        for (HttpField field : request.getHeaders()) {
            String header = field.getName().toLowerCase(Locale.ROOT);
            if (header.startsWith(FORWARDED) || PROXY_HEADERS.contains(header)) {
                throw new RefusedException("requests through a proxy need authentication (header " + field.getName()
                        + "): start the launch with --authentication-file");
            }
        }
    }

    private int uid(ConnectionMetaData connection, SocketOwner from) {
        if (connection.getAttribute(UID) instanceof Integer known) {
            return known;
        }
        int found = find(connection, from)
                .orElseThrow(() -> unknown("the connection comes from no account of this machine"));
        connection.setAttribute(UID, found);
        return found;
    }

    private static RefusedException unknown(String what) {
        return new RefusedException(
                what + "; start the launch with --authentication-file to serve other machines and containers");
    }

    private static OptionalInt find(ConnectionMetaData connection, SocketOwner from) {
        if (!(connection.getRemoteSocketAddress() instanceof InetSocketAddress client)
                || !(connection.getLocalSocketAddress() instanceof InetSocketAddress server)) {
            return OptionalInt.empty();
        }
        try {
            return from.uid(client, server);
        } catch (IOException e) {
            log.error("cannot find the account of a connection from {}, which is refused: {}", client, e.getMessage());
            return OptionalInt.empty();
        }
    }

    private Optional<String> name(int uid) {
        try {
            return names.of(uid);
        } catch (IOException e) {
            log.error("cannot find the name of account {}: {}", uid, e.getMessage());
            return Optional.empty();
        }
    }
}
