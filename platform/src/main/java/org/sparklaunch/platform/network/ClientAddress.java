package org.sparklaunch.platform.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;

/** Names the client of a connection for a limit: its IPv4 address, or its IPv6 network, in which it can choose any address. */
public final class ClientAddress {
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** Returns the name for the other end of a connection. */
    public static String of(SocketAddress remote) {
        return remote instanceof InetSocketAddress socket && socket.getAddress() != null
                ? of(socket.getAddress())
                : String.valueOf(remote);
    }

    /** Returns the name for an address in digits, with or without brackets. Other text is its own name. */
    public static String of(String address) {
        String bare =
                address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        return IpLiteral.parse(bare).map(ClientAddress::of).orElse(address);
    }

    private static String of(InetAddress address) {
        return address instanceof Inet6Address && !address.isLoopbackAddress()
                ? Arrays.toString(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }
}
