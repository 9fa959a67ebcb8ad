package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Finds the address of this machine that other machines see. */
public final class LocalAddress {
    private static final int ANY_PORT = 9;
    private static final String LOOPBACK = "127.0.0.1";

    private LocalAddress() {}

    /**
     * Returns the address from which this machine reaches the first of the servers. It is loopback when that server runs on this
     * machine, or when there is no route to it.
     *
     * @param servers {@code host:port,…}
     */
    public static String towards(String servers) {
        String first = servers.split(",", 2)[0].replaceFirst("/.*", "").strip();
        String host = first.replaceFirst(":\\d*$", "").replaceAll("[\\[\\]]", "");
        // Connecting a datagram socket sends nothing; it only asks the kernel for the route.
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), ANY_PORT));
            InetAddress local = socket.getLocalAddress();
            return local.isLoopbackAddress() || local.isAnyLocalAddress() ? LOOPBACK : local.getHostAddress();
        } catch (IOException e) {
            return LOOPBACK;
        }
    }
}
