package org.sparklaunch.livy.driver.link;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.sparklaunch.livy.protocol.SessionSecret;

/**
 * Address of the Livy server and the session's identity there.
 *
 * @param host resolved again for each connection
 * @param session the name of this driver at the server
 * @param orphanTimeout how long the driver continues without a server
 */
public record ServerEndpoint(String host, int port, String session, SessionSecret secret, Duration orphanTimeout) {

    /** Returns the endpoint of a guest session: same server and secret, another name. */
    public ServerEndpoint as(String guest) {
        return new ServerEndpoint(host, port, guest, secret, orphanTimeout);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
