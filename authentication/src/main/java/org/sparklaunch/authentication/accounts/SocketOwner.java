package org.sparklaunch.authentication.accounts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** Finds the account that opened a TCP connection of this machine and network namespace. Thread-safe. */
interface SocketOwner {
    /** What the kernel shows for accounts outside of this process's user namespace. */
    int UNKNOWN_UID = 65_534;

    /** The state of a connection whose both ends are open. */
    int ESTABLISHED = 1;

    /**
     * Returns the owner of the client's socket.
     *
     * @param client the address of the socket itself
     * @param server the address to which it is connected
     * @return the user id; empty when there is no such socket here
     */
    OptionalInt uid(InetSocketAddress client, InetSocketAddress server) throws IOException;

    /** Returns the owner unless it cannot be known. A socket without inode belongs to no process. */
    static OptionalInt known(int state, int uid, int inode) {
        return state == ESTABLISHED && inode != 0 && uid != UNKNOWN_UID ? OptionalInt.of(uid) : OptionalInt.empty();
    }
}
