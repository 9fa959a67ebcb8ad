package org.sparklaunch.platform.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** Decides whether a server that binds to a host can be reached from this machine only. */
public final class Loopback {
    /** Resolves a name to all its addresses. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private Loopback() {}

    /**
     * Returns whether every address of the host is a loopback address. The host is resolved as a bind resolves it, so a name
     * is never judged by its spelling. A blank name and a name that does not resolve are not loopback.
     */
    public static boolean isLoopback(String host) {
        return isLoopback(host, InetAddress::getAllByName);
    }

    static boolean isLoopback(String host, Resolver resolver) {
        if (host.isBlank()) {
            return false; // Some servers bind to all interfaces then.
        }
        try {
            return Stream.of(resolver.resolve(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
