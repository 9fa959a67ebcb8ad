package org.sparklaunch.metastore;

import java.io.IOException;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;

/** The metastore's side of SASL: it knows one user and that user's password. Thread-safe. */
final class TokenCheck implements CallbackHandler {
    static final String MECHANISM = "DIGEST-MD5";
    /** As Hive's clients name the server. */
    static final String SERVER = "default";

    /** Clients choose; with Hadoop's setting {@code hadoop.rpc.protection=privacy} they encrypt. */
    static final Map<String, String> PROPERTIES = Map.of(Sasl.QOP, "auth,auth-int,auth-conf", Sasl.SERVER_AUTH, "true");

    private final MetastoreToken token;

    TokenCheck(MetastoreToken token) {
        this.token = token;
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        boolean known = true;
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                known = MetastoreToken.user().equals(name.getDefaultName());
            }
        }
        for (Callback callback : callbacks) {
            if (callback instanceof PasswordCallback password) {
                // Without a password the mechanism refuses the client.
                if (known) {
                    password.setPassword(token.saslPassword());
                }
            } else if (callback instanceof AuthorizeCallback authorize) {
                authorize.setAuthorized(authorize.getAuthenticationID().equals(authorize.getAuthorizationID()));
            } else if (!(callback instanceof NameCallback || callback instanceof RealmCallback)) {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}
