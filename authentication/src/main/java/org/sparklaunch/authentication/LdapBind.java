package org.sparklaunch.authentication;

import java.time.Duration;
import java.util.Hashtable;
import java.util.Optional;
import javax.naming.AuthenticationException;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import javax.naming.ldap.Rdn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authenticates by a bind to a directory server as the user, with the name and password of basic authentication. */
final class LdapBind implements Authenticator {
    private static final Logger log = LoggerFactory.getLogger(LdapBind.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final String url;
    private final String userDn;

    /**
     * Creates the method; it connects for each request.
     *
     * @param url {@code ldaps://host:port} or {@code ldap://…}
     * @param userDn the name that a user binds as, with {@code {user}} in it
     */
    LdapBind(String url, String userDn) {
        this.url = url;
        this.userDn = userDn;
    }

    @Override
    public Optional<String> user(Credentials presented) {
        return presented.basic().filter(this::binds).map(Credentials.Basic::user);
    }

    @SuppressWarnings("JdkObsolete") // What JNDI takes.
    private boolean binds(Credentials.Basic basic) {
        // A bind without a password is anonymous and succeeds.
        if (basic.password().isEmpty()) {
            return false;
        }
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, url);
        environment.put(Context.SECURITY_AUTHENTICATION, "simple");
        environment.put(Context.SECURITY_PRINCIPAL, userDn.replace("{user}", Rdn.escapeValue(basic.user())));
        environment.put(Context.SECURITY_CREDENTIALS, basic.password());
        environment.put("com.sun.jndi.ldap.connect.timeout", Long.toString(LIMIT.toMillis()));
        environment.put("com.sun.jndi.ldap.read.timeout", Long.toString(LIMIT.toMillis()));
        try {
            new InitialDirContext(environment).close();
            return true;
        } catch (AuthenticationException e) {
            return false;
        } catch (NamingException e) {
            log.error("cannot reach the directory server {}: {}", url, e.toString());
            return false;
        }
    }

    @Override
    public String challenge() {
        return "Basic realm=\"spark-launch\"";
    }
}
