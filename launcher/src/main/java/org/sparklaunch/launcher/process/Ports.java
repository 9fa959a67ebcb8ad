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

/** Hands out free ports of one host to the parts of one launch, none twice. Not thread-safe. */
public final class Ports {
    private static final int TRIES = 200;

    private final String host;
    private final Set<Integer> taken = new HashSet<>();

    /** For an address of this machine. */
    public Ports(String host) {
        this.host = host;
    }

    /**
     * The wanted port, or the first free one from the well-known port on.
     *
     * @param what what it is for, such as {@code Spark master}
     * @throws CommandException when the wanted one is not free; the message tells who has it, where Linux tells
     */
    public int choose(String what, OptionalInt wanted, int wellKnown) {
        if (wanted.isPresent()) {
            return exactly(what, wanted.getAsInt());
        }
        for (int port = wellKnown; port < wellKnown + TRIES; port++) {
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
                return port;
            }
        }
        throw new CommandException(
                ExitCode.FAILED,
                "No free port for the " + what + " on " + host + ": tried " + wellKnown + " to "
                        + (wellKnown + TRIES - 1) + "; name one with its port option");
    }

    private int exactly(String what, int port) {
        if (taken.add(port) && isFree(port)) {
            return port;
        }
        String owner = PortOwner.find(port).map(o -> " by " + o).orElse("");
        throw new CommandException(
                ExitCode.FAILED,
                "Port " + port + " of " + host + " for the " + what + " is taken" + owner
                        + "; end that, or name another port");
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
