package org.sparklaunch.livy.driver.link;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.sparklaunch.livy.protocol.SessionSecret;

/**
 * Where a session's server listens and how the driver proves itself there.
 *
 * @param host looked up anew at each dial
 * @param session the id under which the server knows this driver
 * @param orphanTimeout how long the driver goes on without any server
 */
public record ServerEndpoint(String host, int port, String session, SessionSecret secret, Duration orphanTimeout) {

    /** The same server and proof, for a session that shares this driver. */
    public ServerEndpoint as(String guest) {
        return new ServerEndpoint(host, port, guest, secret, orphanTimeout);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
