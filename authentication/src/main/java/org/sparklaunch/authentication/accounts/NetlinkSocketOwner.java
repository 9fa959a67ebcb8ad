package org.sparklaunch.authentication.accounts;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Asks the kernel for one socket, with a netlink message of the kind SOCK_DIAG_BY_FAMILY ({@code man 7 sock_diag}). It takes about
 * 30 microseconds however many connections there are. {@code /proc/net/tcp} takes milliseconds where the kernel's table is large.
 */
final class NetlinkSocketOwner implements SocketOwner {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOSE_ON_EXEC = 3 | 0x80000;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final int MSG_DONTWAIT = 0x40;

    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLMSG_ERROR = 2;
    private static final short NLM_F_REQUEST = 1;
    private static final byte IPPROTO_TCP = 6;
    private static final int NO_SUCH_SOCKET = -2;

    private static final int HEADER = 16;
    private static final int SOCKET_ID = 48;
    private static final int REQUEST = HEADER + 8 + SOCKET_ID;
    private static final int STATE_AT = HEADER + 1;
    private static final int UID_AT = HEADER + 4 + SOCKET_ID + 12;
    private static final int ANSWER = UID_AT + 8;
    private static final int LONGEST_ANSWER = 512;
    private static final int ADDRESS_BYTES = 16;

    /** The functions of the C library. Its first use fails with a {@link LinkageError} where JNA has no native library. */
    private static final class LibC {
        static {
            Native.register(LibC.class, "c");
        }

        static native int socket(int domain, int type, int protocol) throws LastErrorException;

        static native NativeLong send(int socket, byte[] message, NativeLong length, int flags)
                throws LastErrorException;

        static native NativeLong recv(int socket, byte[] buffer, NativeLong length, int flags)
                throws LastErrorException;

        static native int close(int socket) throws LastErrorException;
    }

    @Override
    public OptionalInt uid(InetSocketAddress client, InetSocketAddress server) throws IOException {
        if (client.getAddress().getClass() != server.getAddress().getClass()) {
            return OptionalInt.empty();
        }
        try {
            return read(ask(request(client, server)));
        } catch (LastErrorException e) {
            throw new IOException("the kernel does not report the owners of connections: " + e.getMessage(), e);
        }
    }

    private static byte[] request(InetSocketAddress client, InetSocketAddress server) {
        boolean four = client.getAddress() instanceof Inet4Address;
        ByteBuffer request = ByteBuffer.allocate(REQUEST).order(ByteOrder.nativeOrder());
        request.putInt(REQUEST)
                .putShort(SOCK_DIAG_BY_FAMILY)
                .putShort(NLM_F_REQUEST)
                .putInt(1)
                .putInt(0);
        request.put((byte) (four ? AF_INET : AF_INET6))
                .put(IPPROTO_TCP)
                .putShort((short) 0)
                .putInt(-1);
        request.order(ByteOrder.BIG_ENDIAN).putShort((short) client.getPort()).putShort((short) server.getPort());
        request.put(Arrays.copyOf(client.getAddress().getAddress(), ADDRESS_BYTES));
        request.put(Arrays.copyOf(server.getAddress().getAddress(), ADDRESS_BYTES));
        // Any network interface, any cookie.
        request.putInt(0).putLong(-1);
        return request.array();
    }

    private static byte[] ask(byte[] request) throws IOException {
        int socket = LibC.socket(AF_NETLINK, SOCK_RAW_CLOSE_ON_EXEC, NETLINK_SOCK_DIAG);
        try {
            LibC.send(socket, request, new NativeLong(request.length), 0);
            byte[] answer = new byte[LONGEST_ANSWER];
            // The kernel has answered when send returns.
            int length = LibC.recv(socket, answer, new NativeLong(answer.length), MSG_DONTWAIT)
                    .intValue();
            return Arrays.copyOf(answer, length);
        } finally {
            LibC.close(socket);
        }
    }

    private static OptionalInt read(byte[] bytes) throws IOException {
        ByteBuffer answer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        if (bytes.length < HEADER + 4) {
            throw new IOException("the kernel's answer about a connection has " + bytes.length + " bytes");
        }
        short type = answer.getShort(4);
        if (type == NLMSG_ERROR) {
            int error = answer.getInt(HEADER);
            if (error == NO_SUCH_SOCKET) {
                return OptionalInt.empty();
            }
            throw new IOException("the kernel refuses to report the owner of a connection: error " + -error);
        }
        if (type != SOCK_DIAG_BY_FAMILY || bytes.length < ANSWER) {
            throw new IOException("the kernel's answer about a connection is not of the expected kind: " + type);
        }
        return SocketOwner.known(bytes[STATE_AT], answer.getInt(UID_AT), answer.getInt(UID_AT + 4));
    }
}
