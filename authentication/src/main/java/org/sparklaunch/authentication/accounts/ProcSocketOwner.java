package org.sparklaunch.authentication.accounts;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Searches the kernel's tables {@code /proc/net/tcp} and {@code tcp6}. For machines on which {@link NetlinkSocketOwner} cannot be
 * loaded.
 */
final class ProcSocketOwner implements SocketOwner {
    private static final Path IPV4 = Path.of("/proc/self/net/tcp");
    private static final Path IPV6 = Path.of("/proc/self/net/tcp6");
    private static final String MAPPED = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
            ? "0000000000000000FFFF0000"
            : "00000000000000000000FFFF";
    private static final int WORD_BYTES = 4;

    /** The columns of a line. */
    private static final int LOCAL = 1;

    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int UID = 7;
    private static final int INODE = 9;

    @Override
    public OptionalInt uid(InetSocketAddress client, InetSocketAddress server) throws IOException {
        String local = hex(client);
        String remote = hex(server);
        boolean four = client.getAddress() instanceof Inet4Address;
        OptionalInt found = four ? find(IPV4, local, remote) : OptionalInt.empty();
        if (found.isPresent() || !Files.exists(IPV6)) {
            return found;
        }
        // A client may reach an IPv4 address with an IPv6 socket, as Java does.
        return four ? find(IPV6, MAPPED + local, MAPPED + remote) : find(IPV6, local, remote);
    }

    private static OptionalInt find(Path table, String local, String remote) throws IOException {
        List<String> lines = Files.readAllLines(table);
        for (String line : lines) {
            if (line.contains(local)) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > INODE && columns[LOCAL].equals(local) && columns[REMOTE].equals(remote)) {
                    return SocketOwner.known(
                            Integer.parseInt(columns[STATE], 16),
                            Integer.parseUnsignedInt(columns[UID]),
                            Integer.parseUnsignedInt(columns[INODE]));
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Writes an address as the kernel does: words of four bytes in the machine's order, then the port. */
    private static String hex(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            int word = i - i % WORD_BYTES;
            int index = little ? word + WORD_BYTES - 1 - i % WORD_BYTES : i;
            text.append("%02X".formatted(bytes[index] & 0xff));
        }
        return text.append(":%04X".formatted(address.getPort())).toString();
    }
}
