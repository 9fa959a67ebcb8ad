package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/** Chooses free ports of one host for the components of one launch, none twice. Not thread-safe. */
public final class Ports {
    private static final int TRIES = 200;

    private final String host;
    private final Set<Integer> taken = new HashSet<>();

    /** Chooses ports of an address of this machine. */
    public Ports(String host) {
        this.host = host;
    }

    /**
     * Returns the wanted port, or the first free one from the well-known port on.
     *
     * @param component the component that listens there, such as {@code Spark master}
     * @throws CommandException when the wanted port is not free; the message names its owner if it is known
     */
    public int choose(String component, OptionalInt wanted, int wellKnown) {
        if (wanted.isPresent()) {
            return exactly(component, wanted.getAsInt());
        }
        for (int port = wellKnown; port < wellKnown + TRIES; port++) {
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
                return port;
            }
        }
        throw new CommandException(
                ExitCode.FAILED,
                "no free port for the " + component + " on " + host + ": tried " + wellKnown + " to "
                        + (wellKnown + TRIES - 1) + "; choose one with its port option");
    }

    private int exactly(String component, int port) {
        if (taken.add(port) && isFree(port)) {
            return port;
        }
        String owner = PortOwner.find(port).map(o -> " by " + o).orElse("");
        throw new CommandException(
                ExitCode.FAILED,
                "port " + port + " of " + host + " for the " + component + " is in use" + owner
                        + "; end that process, or choose another port");
    }

    private boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
